export { attacks } from "./attacks";
export { type Strength, strengths } from "./attacks/attack";
export { fleetDirectory } from "./directory";
export { makeFleet } from "./fleet";
export {
  type ExecutionFormat,
  type FleetOptions,
  type FleetShape,
  fleetShapes,
} from "./options";
export { planFleet } from "./plan/plan";
export type { Row, TimedRow } from "./row";
export { scenarios } from "./scenarios";
export { writeFleet } from "./write-fleet";

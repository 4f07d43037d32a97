export { attacks } from "./attacks";
export { type Strength, strengths } from "./attacks/attack";
export { fleetDirectory } from "./directory";
export { FleetError } from "./errors";
export { type Fleet, makeFleet } from "./fleet";
export {
  defaultStart,
  type ExecutionFormat,
  executionFormats,
  type FleetOptions,
  type FleetShape,
  fleetShapes,
} from "./options";
export { planFleet } from "./plan/plan";
export type { Row, TimedRow } from "./row";
export { scenarios } from "./scenarios";
export type { Truth } from "./scenarios/inject";
export { completer, targetSchemas } from "./schema";
export { type WrittenFleet, writeFleet } from "./write-fleet";

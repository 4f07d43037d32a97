/** How a definition is written: what reads definitions without running them. */
export { actionSites } from "./definition/walk";
export type { Expression } from "./expression/syntax";
export { literalName } from "./expression/walk";
export { repeatsKey } from "./repeats-key";

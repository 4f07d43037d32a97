export { readGraphGrants } from "../access";
export { LocalAzure, type LocalAzureOptions } from "./local-azure";
export type { Surroundings } from "./outcome";
export { StackServer } from "./stack-server";

export { readGraphGrants } from "../access";
export { LocalAzure, type LocalAzureOptions } from "./local-azure";
export type { LocalWorkspace } from "./local-workspace";
export type { Surroundings } from "./outcome";
export { StackServer, type StackServerOptions } from "./stack-server";

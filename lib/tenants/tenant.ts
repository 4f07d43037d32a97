import type { FromSchema } from "json-schema-to-ts";
import type { ExternalAgent } from "../external-agents";
import type { tenantSchema } from "./schema";

/** One deployment of the solution, as its file says it; files that it names are read. */
export type Tenant = Omit<FromSchema<typeof tenantSchema>, "externalAgents"> & {
  /** agents that Entra does not know */
  readonly externalAgents?: readonly ExternalAgent[];
};

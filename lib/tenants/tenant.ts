import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import type { FromSchema } from "json-schema-to-ts";
import type { tenantSchema } from "./schema";

/** One deployment of the solution, as its file says it; files that it names are read. */
export type Tenant = Omit<FromSchema<typeof tenantSchema>, "externalAgents"> & {
  /** agents that Entra does not know */
  readonly externalAgents?: readonly ExternalAgent[];
};

import type { FromSchema } from "json-schema-to-ts";
import type { externalAgentsSchema } from "./external-agent-schema";

/** An agent that Entra does not know: on AWS, Google, on-premises, or a service's own. */
export type ExternalAgent = FromSchema<typeof externalAgentsSchema>[number];

/** Name of the blob that the collector reads them from. */
export const externalAgentsBlob = "external-agents.json";

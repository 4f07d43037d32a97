/** The list of agents that Entra does not know, as the collector reads it. */
export { type ExternalAgent, externalAgentsBlob } from "./external-agent";
export { externalAgentsSchema, externalPlatforms } from "./external-agent-schema";

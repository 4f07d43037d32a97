export { CsvSource } from "./csv-source";
export { type ExternalAgent, externalAgentsBlob } from "./external-agent";
export { readExternalAgents } from "./read-external-agents";
export { externalAgentsSchema, externalPlatforms } from "./schema";

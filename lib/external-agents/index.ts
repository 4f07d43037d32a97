export { CsvSource } from "./csv-source";
export { readExternalAgents } from "./read-external-agents";

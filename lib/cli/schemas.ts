/** Schemas of the files that commands read and write. */
export { kqlSchemaFileSchema } from "./actions/kql/read-schema";
export { peopleFileSchema } from "./actions/people-file";
export { portalSettingsFileSchema, workloadsFileSchema } from "./actions/response-files";
export { simulationSchema } from "./report/simulation-schema";

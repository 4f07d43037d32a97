import names from "./regions.json";

/** Short names of Azure's regions, from Azure's own list (`tools/write-regions.ts`), those of its other clouds included. */
export const regions: readonly string[] = names;

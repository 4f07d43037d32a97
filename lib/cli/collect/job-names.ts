export const jobNames = ["assets", "signatures", "lineage"] as const;
export type JobName = (typeof jobNames)[number];

import type { TableSchema } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Tool", type: "string" },
  { name: "Bytes", type: "long" },
  { name: "Score", type: "real" },
  { name: "Seen", type: "datetime" },
  { name: "Bag", type: "dynamic" },
] as const;
/** Tables that queries of many runs are asked about. */
export const tables: TableSchema[] = [
  { name: "Events", columns },
  { name: "Others", columns },
];

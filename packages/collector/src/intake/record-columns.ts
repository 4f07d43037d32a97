import { coveredColumns } from "@sentinel-agent-identities/lineage";

/** How a column's value must look. */
export type RecordKind = "string" | "int" | "long" | "instant" | "dynamic";

/** Integers of 32 bits; the others have 64. */
const ints = new Set([
  "EventCount",
  "SrcPortNumber",
  "DstPortNumber",
  "DataLabelRank",
  "ArgumentsLength",
  "ResultLength",
]);

/** What no signature covers. */
const uncovered: readonly (readonly [string, RecordKind])[] = [
  ["TimeGenerated", "instant"],
  ["ContentSha256", "string"],
  ["Signature", "string"],
  ["CanonicalContent", "string"],
];

/** The columns that a record may fill: those of the stream `Custom-AgentExecutionNative` without the sender's stamp. */
export const recordColumns: ReadonlyMap<string, RecordKind> = new Map([
  ...uncovered,
  ...coveredColumns.map(
    ([name, kind]) => [name, kind === "integer" ? (ints.has(name) ? "int" : "long") : kind] as const,
  ),
]);

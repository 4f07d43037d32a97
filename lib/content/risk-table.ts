import type { Content } from "./content";
import { detectionId } from "./kinds/detection";

/** The saved function that tells how much each alert says by itself. */
export const riskTable = "AgentDetectionWeights";

/** Of a rule that is part of no story. */
const untold = "";

/**
 * The query of `AgentDetectionWeights`: a row for each detection id with the weight and the deed that its rule's file
 * declares. Where the rules of one id differ there is a row for each kind of rule, which an alert's provider tells.
 */
export function riskTableQuery({ detections }: Pick<Content, "detections">): string {
  const declared = new Map<string, Map<string, string>>();
  for (const { data } of detections) {
    const id = detectionId(data);
    if (!id) continue;
    const kinds = declared.get(id) ?? new Map<string, string>();
    declared.set(id, kinds.set(data.kind, data.risk ? `"${data.risk.weight}", "${data.risk.deed}"` : untold));
  }
  const rows = [...declared].flatMap(([id, kinds]) => {
    const distinct = new Set(kinds.values());
    const given = distinct.size === 1 ? [["", [...distinct][0]!] as const] : [...kinds];
    return given.filter(([, row]) => row !== untold).map(([kind, row]) => `  "${id}", "${kind}", ${row}`);
  });
  return `datatable(Detection: string, Kind: string, Weight: string, Deed: string) [\n${rows.sort().join(",\n")}\n]\n`;
}

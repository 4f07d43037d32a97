import type { Content } from "./content";
import { detectionId } from "./kinds/detection";

/** The saved function that playbooks' guard knows detections by. */
export const detectionTable = "AgentDetections";

/**
 * The query of `AgentDetections`: a row for each detection id with the family and source that its rules' files declare.
 * Rules without an id are not in it: nobody could tell which alert is theirs.
 */
export function detectionTableQuery({ detections }: Pick<Content, "detections">): string {
  const rows = new Map<string, string>();
  for (const { data } of detections) {
    const id = detectionId(data);
    if (id && data.evidence) rows.set(id, `  "${id}", "${data.evidence.family}", "${data.evidence.source}"`);
  }
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return `datatable(Detection: string, Family: string, Source: string) [\n${lines.join(",\n")}\n]\n`;
}

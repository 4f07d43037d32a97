import { detectionTable, detectionTableQuery } from "../detection-table";
import { type DetectionItem, detectionId } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Check } from "./context";

/** Every detection says what kind of signal it is, rules of one id say the same, and the guard's table knows them all. */
export const checkEvidence: Check = ({ content }) => {
  const first = new Map<string, DetectionItem>();
  const problems = content.detections.flatMap((item): Problem[] => {
    const { data, source } = item;
    const id = detectionId(data);
    if (id === undefined) return [];
    if (!data.evidence)
      return [
        source.problem([], "rule/evidence", `${id} does not say what kind of signal it is`, {
          suggestion: "add evidence: { family: ..., source: ... }",
        }),
      ];
    const other = first.get(id);
    if (!other) first.set(id, item);
    const same = (one: DetectionItem) => JSON.stringify([one.data.evidence?.family, one.data.evidence?.source]);
    return !other || same(other) === same(item)
      ? []
      : [
          source.problem(
            ["evidence"],
            "rule/evidence",
            `${other.source.file} has the same id, ${id}, and declares other evidence`,
            {
              suggestion: "an alert only tells its id: declare the same in both, the weaker source where they differ",
            },
          ),
        ];
  });
  const table = content.functions.find(({ data }) => data.name === detectionTable);
  // Content of other solutions has no such table, and needs none; a part of ours may have rows too many.
  if (!table || problems.length > 0) return problems;
  const known = new Set(rowsOf(table.data.query));
  if (rowsOf(detectionTableQuery(content)).every((row) => known.has(row))) return problems;
  return [
    table.source.problem(["query"], "rule/evidence", `${detectionTable} is not what the rules declare`, {
      suggestion: "write it anew: agentid lock",
    }),
  ];
};

const rowsOf = (query: string): string[] => query.split("\n").map((line) => line.replace(/,$/, ""));

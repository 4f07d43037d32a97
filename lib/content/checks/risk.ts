import { type DetectionItem, detectionId } from "../kinds/detection";
import type { Problem } from "../problem";
import { riskTable, riskTableQuery } from "../risk-table";
import { untoldFamilies } from "../vocabulary";
import type { Check } from "./context";

/**
 * A rule that names an agent or a blueprint says how much an alert of it weighs and what it tells, unless it is about the
 * watch itself, where it may; rules of one id and kind say the same, and the table of weights knows them all.
 */
export const checkRisk: Check = ({ content }) => {
  const table = content.functions.find(({ data }) => data.name === riskTable);
  // Content of other solutions tells no stories.
  if (!table) return [];
  const problems = [...content.detections.flatMap(ownProblems), ...differences(content.detections)];
  if (problems.length > 0) return problems;
  const known = new Set(rowsOf(table.data.query));
  if (rowsOf(riskTableQuery(content)).every((row) => rowsFor(row).some((one) => known.has(one)))) return [];
  return [
    table.source.problem(["query"], "rule/risk", `${riskTable} is not what the rules declare`, {
      suggestion: "write it anew: agentid lock",
    }),
  ];
};

function ownProblems({ data, source }: DetectionItem): Problem[] {
  const id = detectionId(data);
  const details = Object.keys(data.customDetails ?? {});
  const { evidence, risk } = data;
  const namesSomebody = details.some((key) => key === "AgentId" || key === "BlueprintId") && evidence !== undefined;
  const mayTell = namesSomebody && evidence.family !== "story";
  const mustTell = mayTell && !untoldFamilies.includes(evidence.family);
  if (id === undefined || (risk ? mayTell : !mustTell)) return risk ? placeholders({ data, source }) : [];
  return mustTell
    ? [
        source.problem([], "rule/risk", `${id} names an agent and does not say how much that weighs`, {
          suggestion: 'add risk: { weight: weak, deed: "..." }',
        }),
      ]
    : [
        source.problem(["risk"], "rule/risk", `${id} names no agent whose story it could be part of`, {
          suggestion: "remove risk, or add AgentId or BlueprintId to customDetails",
        }),
      ];
}

/** A deed is filled from the alert's custom details. */
function placeholders({ data, source }: Pick<DetectionItem, "data" | "source">): Problem[] {
  const known = Object.keys(data.customDetails ?? {});
  return [...data.risk!.deed.matchAll(/\{(\w+)\}/g)]
    .filter(([, key]) => !known.includes(key!))
    .map(([, key]) =>
      source.problem(["risk", "deed"], "rule/risk", `the deed tells {${key}}, which is no custom detail of the rule`, {
        suggestion: `use one of ${known.join(", ")}`,
      }),
    );
}

/** Two rules of one id are told apart by their kind alone. */
function differences(detections: readonly DetectionItem[]): Problem[] {
  const first = new Map<string, DetectionItem>();
  return detections.flatMap((item): Problem[] => {
    const { data, source } = item;
    const key = `${detectionId(data)} ${data.kind}`;
    const other = first.get(key);
    if (!other) first.set(key, item);
    if (!other || JSON.stringify(other.data.risk) === JSON.stringify(data.risk)) return [];
    return [
      source.problem(["risk"], "rule/risk", `${other.source.file} has the same id and kind and declares other risk`, {
        suggestion: "declare the same in both: an alert tells its id and the kind of its rule, and no more",
      }),
    ];
  });
}

/** Of a part of the content, which may have one of two rules of an id, the row that the whole would have too. */
const rowsFor = (row: string): string[] =>
  ["", "NRT", "Scheduled"].map((kind) => row.replace(/", "", "/, `", "${kind}", "`));

const rowsOf = (query: string): string[] => query.split("\n").map((line) => line.replace(/,$/, ""));

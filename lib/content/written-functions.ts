import type { Content } from "./content";
import { detectionTable, detectionTableQuery } from "./detection-table";
import { riskTable, riskTableQuery } from "./risk-table";

/** The functions that tell what the rules declare, `AgentDetections` and `AgentDetectionWeights`, by their files' paths. */
export function writtenFunctions(content: Content): Readonly<Record<string, string>> {
  return {
    [pathOf(detectionTable)]: written(
      detectionTable,
      "What kind of signal each detection is",
      "One row per detection id: the family of its signal, and whose word it rests on, as the rules' files declare.",
      detectionTableQuery(content),
    ),
    [pathOf(riskTable)]: written(
      riskTable,
      "How much each detection weighs",
      "One row per detection id, or per id and kind of rule where they differ: how much an alert says by itself (decisive, strong, weak) and what it tells of its agent, with custom details in braces, as the rules' files declare.",
      riskTableQuery(content),
    ),
  };
}

/** Content in which these functions tell what its own rules declare, whoever's rules they are. */
export function withWritten(content: Content): Content {
  const queries = new Map([
    [detectionTable, detectionTableQuery(content)],
    [riskTable, riskTableQuery(content)],
  ]);
  const functions = content.functions.map((item) => {
    const query = queries.get(item.data.name);
    return query === undefined ? item : { ...item, data: { ...item.data, query } };
  });
  return { ...content, functions };
}

const pathOf = (name: string): string => `pipeline/functions/${name}.yaml`;

const written = (name: string, displayName: string, description: string, query: string): string =>
  `# yaml-language-server: $schema=../../schemas/function.schema.json
# Written by agentid lock.
name: ${name}
displayName: ${displayName}
description: "${description}"
query: |
${query.trimEnd().replaceAll(/^/gm, "  ")}
`;

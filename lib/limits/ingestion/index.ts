import type { Breach } from "../breach";
import { columnNameBreaches } from "../log-analytics/columns";
import { limits } from "../table";
import type { DataCollectionRule, DataFlow } from "./data-collection-rule";

/** Why a data collection rule would be refused; whether its transforms are in the language is `transformBreaches`. */
export function dataCollectionRuleBreaches(rule: DataCollectionRule): Breach[] {
  const { streamDeclarations: streams = {}, dataFlows = [] } = rule;
  return [
    ...tooMany("ingestion/streams", "streamDeclarations", Object.keys(streams).length),
    ...tooMany("ingestion/flows", "dataFlows", dataFlows.length),
    ...Object.entries(streams).flatMap(([name, { columns = [] }]) =>
      columnNameBreaches(columns).map((breach) => ({
        ...breach,
        path: ["streamDeclarations", name, ...breach.path],
      })),
    ),
    ...dataFlows.flatMap((flow, i) => flowBreaches(flow, ["dataFlows", i])),
    ...(rule.kind === "WorkspaceTransforms" ? workspaceTransform(rule) : []),
  ];
}

function tooMany(
  limit: "ingestion/streams" | "ingestion/flows",
  property: "streamDeclarations" | "dataFlows",
  count: number,
): Breach[] {
  const { value: most, unit } = limits[limit];
  if (count <= most) return [];
  const message = `the rule has ${count} ${unit}; Azure Monitor takes 1 to ${most}`;
  return [{ limit, path: [property], message, suggestion: "split it into several data collection rules" }];
}

function flowBreaches({ transformKql = "", outputStream }: DataFlow, path: Breach["path"]): Breach[] {
  return [
    ...transformLengthBreaches(transformKql).map((breach) => ({ ...breach, path: [...path, "transformKql"] })),
    ...outputTable(outputStream, [...path, "outputStream"]),
  ];
}

/** A transform that is too long. */
export function transformLengthBreaches(transformKql: string): Breach[] {
  const limit = "transform/length";
  const most = limits[limit].value;
  if (transformKql.length <= most) return [];
  return [
    {
      limit,
      path: [],
      message: `the transform has ${transformKql.length} characters; Azure Monitor takes ${most}`,
      suggestion: "drop comments and blank lines, or move work to a function that rules call",
    },
  ];
}

/** Built-in tables that are known not to take rows from a data collection rule. */
const notWritable: readonly string[] = ["ASimAgentEventLogs"];

function outputTable(outputStream: string | undefined, path: Breach["path"]): Breach[] {
  const table = notWritable.find((name) => outputStream === `Microsoft-${name}`);
  if (!table) return [];
  return [
    {
      limit: "ingestion/output-table",
      path,
      message: `${table} takes no rows from a data collection rule: Azure Monitor refuses the whole rule`,
      suggestion: "write a custom table, and show it in ASIM's form by a function",
    },
  ];
}

function workspaceTransform({ destinations, streamDeclarations = {} }: DataCollectionRule): Breach[] {
  const limit = "ingestion/workspace-transform";
  const count = destinations?.logAnalytics?.length ?? 0;
  return [
    ...(count === 1
      ? []
      : [
          {
            limit,
            path: ["destinations", "logAnalytics"],
            message: `a rule of kind WorkspaceTransforms has one destination, not ${count}`,
            suggestion: "name the workspace itself, once",
          } as const,
        ]),
    ...(Object.keys(streamDeclarations).length === 0
      ? []
      : [
          {
            limit,
            path: ["streamDeclarations"],
            message: "a rule of kind WorkspaceTransforms declares no streams: its flows name Microsoft-Table-…",
            suggestion: "remove streamDeclarations",
          } as const,
        ]),
  ];
}

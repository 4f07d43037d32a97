import type { Column } from "@sentinel-agent-identities/kql";
import { entityIdentifierTypeBreaches, placeholders } from "../../limits";
import type { DetectionItem, DetectionSpec } from "../kinds/detection";
import type { Problem } from "../problem";
import type { Path, SourceFile } from "../source-file";
import { suggestFrom } from "../suggest";
import { entityIdentifiers } from "../vocabulary";
import { limitProblems } from "./limits/limit-problems";

/** Entity mappings, custom details, grouping and dynamic alert fields may only name columns the query returns. */
export function checkResultColumns(item: DetectionItem, columns: readonly Column[]): Problem[] {
  const { data, source } = item;
  const missing = missingFrom(source, columns);
  const override = data.alertDetailsOverride;
  return [
    ...checkMappedColumns(source, data.entityMappings, columns),
    ...Object.entries(data.customDetails ?? {}).flatMap(([key, column]) =>
      missing(["customDetails", key], column, `custom detail ${key}`),
    ),
    ...(["alertDisplayNameFormat", "alertDescriptionFormat"] as const).flatMap((key) =>
      placeholders(override?.[key] ?? "").flatMap((column) => missing(["alertDetailsOverride", key], column, key)),
    ),
    ...(["alertSeverityColumnName", "alertTacticsColumnName"] as const).flatMap((key) =>
      override?.[key] ? missing(["alertDetailsOverride", key], override[key], key) : [],
    ),
    ...(override?.alertDynamicProperties ?? []).flatMap((property, i) =>
      missing(["alertDetailsOverride", "alertDynamicProperties", i, "value"], property.value, property.alertProperty),
    ),
    ...groupingProblems(item),
  ];
}

/** Entity mappings may only name columns the query returns, of a type that fits, and identifiers the entity has. */
export function checkMappedColumns(
  source: SourceFile,
  mappings: DetectionSpec["entityMappings"],
  columns: readonly Column[],
): Problem[] {
  const missing = missingFrom(source, columns);
  const unknown = mappings.flatMap((mapping, m) =>
    mapping.fieldMappings.flatMap((field, f) => [
      ...identifierProblems(source, m, f, mapping.entityType, field.identifier),
      ...missing(
        ["entityMappings", m, "fieldMappings", f, "columnName"],
        field.columnName,
        `${mapping.entityType}.${field.identifier}`,
      ),
    ]),
  );
  return [...unknown, ...limitProblems(source, entityIdentifierTypeBreaches(mappings, columns))];
}

function missingFrom(source: SourceFile, columns: readonly Column[]) {
  const names = columns.map((c) => c.name);
  return (path: Path, column: string, what: string): Problem[] =>
    names.includes(column)
      ? []
      : [
          source.problem(
            path,
            "rule/unknown-result-column",
            `${what} takes column "${column}", which the query does not return (it may have been dropped by a project or summarize)`,
            { suggestion: suggestFrom(column, names) },
          ),
        ];
}

function identifierProblems(
  source: SourceFile,
  m: number,
  f: number,
  entityType: string,
  identifier: string,
): Problem[] {
  const known = entityIdentifiers[entityType] ?? [];
  return known.includes(identifier)
    ? []
    : [
        source.problem(
          ["entityMappings", m, "fieldMappings", f, "identifier"],
          "rule/unknown-identifier",
          `a ${entityType} entity has no identifier "${identifier}"`,
          {
            suggestion: suggestFrom(identifier, known),
          },
        ),
      ];
}

function groupingProblems({ data, source }: DetectionItem): Problem[] {
  const grouping = data.incidentConfiguration?.groupingConfiguration;
  const path = ["incidentConfiguration", "groupingConfiguration"];
  const mapped: string[] = data.entityMappings.map((m) => m.entityType);
  const details = Object.keys(data.customDetails ?? {});
  const among = (key: "groupByEntities" | "groupByCustomDetails", known: string[], what: string) =>
    (grouping?.[key] ?? []).flatMap((name, i) =>
      known.includes(name)
        ? []
        : [
            source.problem(
              [...path, key, i],
              "rule/grouping",
              `incidents are grouped by ${what} "${name}", which the rule does not set`,
              { suggestion: suggestFrom(name, known) },
            ),
          ],
    );
  const chosen = [grouping?.groupByEntities, grouping?.groupByAlertDetails, grouping?.groupByCustomDetails].flat();
  const nothing =
    grouping?.matchingMethod === "Selected" && chosen.every((name) => name === undefined)
      ? [
          source.problem(
            [...path, "matchingMethod"],
            "rule/grouping",
            "incidents are grouped by what is selected, and nothing is: Sentinel refuses the rule",
            { suggestion: "add groupByEntities, or group by AllEntities" },
          ),
        ]
      : [];
  return [
    ...nothing,
    ...among("groupByEntities", mapped, "entity"),
    ...among("groupByCustomDetails", details, "custom detail"),
  ];
}

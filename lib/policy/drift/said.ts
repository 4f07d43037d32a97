import type { DeployedRule } from "./deployed-rules";

/** What a rule says, in one way of saying it. */
export interface Said {
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly correlation: string;
  readonly enabled: boolean;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly query: string;
  readonly schedule: unknown;
  readonly grouping: string;
  readonly suppression: number | undefined;
  readonly entities: readonly string[];
  readonly customDetails: readonly string[];
  readonly alertTexts: readonly string[];
  readonly incidents: unknown;
}

/** A rule, so that two that mean the same are equal. */
export function saidOf(rule: DeployedRule): Said {
  const { override, incident } = rule;
  const { grouping } = incident;
  return {
    kind: rule.kind,
    name: rule.name.trim(),
    description: plain(rule.description),
    correlation: rule.correlation,
    enabled: rule.enabled,
    severity: rule.severity,
    tactics: sorted(rule.tactics),
    techniques: sorted(rule.techniques),
    query: plain(rule.query),
    schedule: rule.schedule,
    grouping: rule.grouping,
    suppression: rule.suppression,
    entities: sorted(
      rule.entityMappings.map(
        ({ entityType, fields }) =>
          `${entityType}(${sorted(fields.map(({ identifier, column }) => `${identifier}=${column}`)).join(", ")})`,
      ),
    ),
    customDetails: pairs(rule.customDetails),
    alertTexts: [
      ...pairs({
        title: plain(override.title ?? ""),
        description: plain(override.description ?? ""),
        severity: override.severityColumn ?? "",
        tactics: override.tacticsColumn ?? "",
      }),
      ...pairs(override.dynamicProperties),
    ],
    incidents: {
      create: incident.create,
      ...(grouping
        ? {
            grouping: {
              ...grouping,
              byEntities: sorted(grouping.byEntities),
              byAlertDetails: sorted(grouping.byAlertDetails),
              byCustomDetails: sorted(grouping.byCustomDetails),
            },
          }
        : {}),
    },
  };
}

/** A text with line ends of one kind, and none at its ends. */
const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();
const sorted = (texts: readonly string[]): string[] => [...texts].sort();
const pairs = (record: Readonly<Record<string, string>>): string[] =>
  sorted(Object.entries(record).flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])));

import { EmulatorError } from "../errors";
import type { Incident } from "../incidents/incident";
import type { AutomationRule, Condition } from "../workspace/model";

/** Incident properties a condition may name, and their values. */
const properties: Readonly<Record<string, (incident: Incident) => readonly string[]>> = {
  IncidentTitle: (i) => [i.title],
  IncidentDescription: (i) => [i.description],
  IncidentSeverity: (i) => [i.severity],
  IncidentStatus: (i) => [i.status],
  IncidentTactics: (i) => i.tactics,
  IncidentProviderName: () => ["Azure Sentinel"],
  IncidentRelatedAnalyticRuleIds: (i) => [i.ruleArmId],
  IncidentCustomDetailsKey: (i) => i.alerts.flatMap((a) => Object.keys(a.customDetails)),
  IncidentCustomDetailsValue: (i) => i.alerts.flatMap((a) => Object.values(a.customDetails).flat()),
  AccountAadUserId: (i) => identifier(i, "Account", "AadUserId"),
  AccountName: (i) => identifier(i, "Account", "Name"),
  CloudApplicationAppId: (i) => identifier(i, "CloudApplication", "AppId"),
  CloudApplicationAppName: (i) => identifier(i, "CloudApplication", "Name"),
  AzureResourceResourceId: (i) => identifier(i, "AzureResource", "ResourceId"),
  DNSDomainName: (i) => identifier(i, "DNS", "DomainName"),
  IPAddress: (i) => identifier(i, "IP", "Address"),
  Url: (i) => identifier(i, "URL", "Url"),
};

type Test = (value: string, wanted: string) => boolean;
const positive: Readonly<Record<string, Test>> = {
  Equals: (value, wanted) => value === wanted,
  Contains: (value, wanted) => value.includes(wanted),
  StartsWith: (value, wanted) => value.startsWith(wanted),
  EndsWith: (value, wanted) => value.endsWith(wanted),
};

/**
 * Whether every condition of the rule holds for the incident; text is compared without case.
 * @throws EmulatorError for a condition, property or operator the emulator does not know
 * @see https://learn.microsoft.com/rest/api/securityinsights/automation-rules (conditions)
 */
export function conditionsHold(rule: AutomationRule, incident: Incident): boolean {
  return rule.conditions.every((condition) => holds(condition, incident, rule.where));
}

function holds({ conditionType, conditionProperties }: Condition, incident: Incident, where: string): boolean {
  if (conditionType === "Boolean") {
    const inner = (conditionProperties.innerConditions ?? []) as Condition[];
    return conditionProperties.operator === "Or"
      ? inner.some((c) => holds(c, incident, where))
      : inner.every((c) => holds(c, incident, where));
  }
  if (conditionType !== "Property")
    throw new EmulatorError(
      where,
      `has a condition of type "${conditionType}"`,
      "the emulator knows Property and Boolean",
    );
  const { propertyName, operator, propertyValues } = conditionProperties as {
    propertyName: string;
    operator: string;
    propertyValues: string[];
  };
  const read = properties[propertyName];
  if (!read)
    throw new EmulatorError(
      where,
      `has a condition on "${propertyName}"`,
      `the emulator knows ${Object.keys(properties).join(", ")}`,
    );
  const negated = operator.startsWith("Not");
  const test = positive[negated ? operator.slice(3) : operator];
  if (!test)
    throw new EmulatorError(
      where,
      `has a condition with operator "${operator}"`,
      `the emulator knows ${Object.keys(positive).join(", ")} and their Not forms`,
    );
  const any = read(incident).some((value) =>
    propertyValues.some((wanted) => test(value.toLowerCase(), wanted.toLowerCase())),
  );
  return any !== negated;
}

function identifier(incident: Incident, type: string, name: string): string[] {
  return incident.entities.flatMap((entity) =>
    entity.type === type && entity[name] !== undefined ? [entity[name]] : [],
  );
}

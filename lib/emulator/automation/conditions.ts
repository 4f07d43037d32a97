import { EmulatorError } from "../errors";
import type { Incident } from "../incidents/incident";
import type { AutomationRule, Condition } from "../workspace/model";
import type { IncidentChange } from "./change";

/** Incident properties a condition may name, and their values. */
const properties: Readonly<
  Record<string, (incident: Incident, changes: readonly IncidentChange[]) => readonly string[]>
> = {
  IncidentTitle: (i) => [i.title],
  IncidentDescription: (i) => [i.description],
  IncidentSeverity: (i) => [i.severity],
  IncidentStatus: (i) => [i.status],
  IncidentTactics: (i) => i.tactics,
  IncidentLabel: (i) => i.labels,
  IncidentProviderName: (i) => [i.providerName],
  IncidentUpdatedBySource: (_, changes) => changes.map(({ source }) => source),
  IncidentRelatedAnalyticRuleIds: (i) => i.ruleArmIds,
  AlertProductNames: (i) => i.alerts.map(({ product }) => product),
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

/** What of a condition the Defender portal makes useless, and how. */
const hollow: Readonly<Record<string, string>> = {
  IncidentProviderName: "always holds there: the rule runs on every incident",
  IncidentDescription: "never holds there: incidents have no description",
  IncidentTitle: "is unreliable there: the portal chooses the title",
};

/** The conditions of a rule that the Defender portal makes useless, in words. */
export function hollowConditions({ name, conditions }: AutomationRule): string[] {
  return [...new Set(conditions.flatMap(namesIn))]
    .filter((property) => Object.hasOwn(hollow, property))
    .map((property) => `automation rule "${name}": a condition on ${property} ${hollow[property]}`);
}

const namesIn = ({ conditionType, conditionProperties: p }: Condition): string[] =>
  conditionType === "Boolean"
    ? ((p.innerConditions ?? []) as Condition[]).flatMap(namesIn)
    : [String(p.propertyName ?? "")];

/**
 * Whether every condition of the rule holds for the incident; text is compared without case.
 * @param changes what an update consists of. @default - the incident is new
 * @throws EmulatorError for a condition, property or operator the emulator does not know
 * @see https://learn.microsoft.com/rest/api/securityinsights/automation-rules (conditions)
 */
export function conditionsHold(
  rule: AutomationRule,
  incident: Incident,
  changes: readonly IncidentChange[] = [],
): boolean {
  return rule.conditions.every((condition) => holds(condition, { incident, changes, where: rule.where }));
}

/**
 * Whether the conditions of a rule on alerts hold: the only one that there is asks for the analytics rule.
 * @param ruleArmId of the rule that raised it
 * @throws EmulatorError for any other condition
 */
export function alertConditionsHold({ conditions, where }: AutomationRule, ruleArmId: string): boolean {
  return conditions.every(({ conditionType, conditionProperties }) => {
    const { propertyName, operator, propertyValues } = conditionProperties as unknown as Comparison;
    if (conditionType !== "Property" || propertyName !== "AlertAnalyticRuleIds")
      throw new EmulatorError(
        where,
        `has a condition on "${propertyName ?? conditionType}"`,
        "a rule on alerts can only ask for the analytics rule, AlertAnalyticRuleIds",
      );
    return compares({ operator, propertyValues }, [ruleArmId], where);
  });
}

interface Asked {
  readonly incident: Incident;
  readonly changes: readonly IncidentChange[];
  readonly where: string;
}

interface Comparison {
  readonly propertyName: string;
  readonly operator: string;
  readonly propertyValues: readonly string[];
}

function holds({ conditionType, conditionProperties }: Condition, asked: Asked): boolean {
  const test = conditionTypes[conditionType];
  if (test) return test(conditionProperties, asked);
  throw new EmulatorError(
    asked.where,
    `has a condition of type "${conditionType}"`,
    `the emulator knows ${Object.keys(conditionTypes).join(", ")}`,
  );
}

const conditionTypes: Readonly<
  Record<string, (properties: Condition["conditionProperties"], asked: Asked) => boolean>
> = {
  Boolean: ({ innerConditions, operator }, asked) => {
    const inner = (innerConditions ?? []) as Condition[];
    return operator === "Or" ? inner.some((c) => holds(c, asked)) : inner.every((c) => holds(c, asked));
  },
  Property: (given, { incident, changes, where }) => {
    const { propertyName, operator, propertyValues } = given as unknown as Comparison;
    const read = properties[propertyName];
    if (!read) throw unknown(where, propertyName, Object.keys(properties));
    // Ignored there, whatever it asks for.
    if (propertyName === "IncidentProviderName" && incident.providerName === "Microsoft XDR") return true;
    return compares({ operator, propertyValues }, read(incident, changes), where);
  },
  PropertyChanged: (given, { changes, where }) => {
    const { propertyName, changeType, operator, propertyValues } = given as unknown as Partial<Comparison> & {
      readonly changeType?: string;
    };
    const known = ["IncidentStatus", "IncidentSeverity", "IncidentOwner"];
    if (!known.includes(String(propertyName))) throw unknown(where, String(propertyName), known);
    return changes.some((change) => {
      if (change.what !== propertyName || !("to" in change)) return false;
      if (changeType === undefined) return true;
      const value = changeType === "ChangedFrom" ? change.from : change.to;
      return compares({ operator: operator ?? "Equals", propertyValues: propertyValues ?? [] }, [value], where);
    });
  },
  PropertyArrayChanged: ({ arrayType, changeType }, { changes, where }) => {
    const known = ["Alerts", "Comments", "Labels", "Tactics"];
    if (!known.includes(String(arrayType)) || changeType !== "Added")
      throw unknown(
        where,
        `${arrayType} ${changeType}`,
        known.map((name) => `${name} Added`),
      );
    return changes.some(({ what }) => what === arrayType);
  },
};

const unknown = (where: string, name: string, known: readonly string[]): EmulatorError =>
  new EmulatorError(where, `has a condition on "${name}"`, `the emulator knows ${known.join(", ")}`);

function compares(
  { operator, propertyValues }: Omit<Comparison, "propertyName">,
  values: readonly string[],
  where: string,
): boolean {
  const negated = operator.startsWith("Not");
  const test = positive[negated ? operator.slice(3) : operator];
  if (!test)
    throw new EmulatorError(
      where,
      `has a condition with operator "${operator}"`,
      `the emulator knows ${Object.keys(positive).join(", ")} and their Not forms`,
    );
  const any = values.some((value) => propertyValues.some((wanted) => test(value.toLowerCase(), wanted.toLowerCase())));
  return any !== negated;
}

function identifier(incident: Incident, type: string, name: string): string[] {
  return incident.entities.flatMap((entity) =>
    entity.type === type && entity[name] !== undefined ? [entity[name]] : [],
  );
}

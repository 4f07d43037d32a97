import { type Actions, filter, select } from "./action";

const details = "item()?['details']";
const first = (name: string): string => `string(coalesce(first(coalesce(${details}?['${name}'], json('[]'))), ''))`;
/** The only id of a list as text, such as `["…"]`. */
const onlyOf = (list: string): string =>
  `toLower(replace(replace(replace(string(coalesce(${list}, '')), '[', ''), ']', ''), '"', ''))`;

/** The alerts of the incident that started the run. */
const readIncidentAlerts = (name: string, alerts: string): Actions => ({
  [name]: select(alerts, {
    id: "@string(coalesce(item()?['properties']?['systemAlertId'], item()?['name'], ''))",
    product: "@string(coalesce(item()?['properties']?['productName'], ''))",
    severity: "@string(coalesce(item()?['properties']?['severity'], ''))",
    ruleId: `@${onlyOf("item()?['properties']?['additionalData']?['Analytic Rule Ids']")}`,
    details: "@json(coalesce(item()?['properties']?['additionalData']?['Custom Details'], '{}'))",
  }),
});

/** The alert that started the run, of which Sentinel tells less, and by other names. */
const readStartingAlert: Actions = {
  Properties: {
    type: "Compose",
    inputs: "@json(string(coalesce(triggerBody()?['ExtendedProperties'], '{}')))",
  },
  Alerts: select("createArray(triggerBody())", {
    id: "@string(coalesce(item()?['SystemAlertId'], ''))",
    product: "@string(coalesce(item()?['ProductName'], ''))",
    severity: "@string(coalesce(item()?['Severity'], ''))",
    ruleId: `@${onlyOf("outputs('Properties')?['Analytic Rule Ids']")}`,
    details: "@json(coalesce(outputs('Properties')?['Custom Details'], '{}'))",
  }),
};

/** Ids in lower case: of the custom detail that names one, and of the one that names more, with blanks between them. */
const ids = (name: string, more: string): string => {
  const [list, also] = [`coalesce(${details}?['${name}'], json('[]'))`, first(more)];
  // A custom detail that is empty for the row is a list of an empty text.
  const named = `if(equals(string(${list}), '[""]'), json('[]'), json(toLower(string(${list}))))`;
  return `union(${named}, if(empty(${also}), json('[]'), split(toLower(${also}), ' ')))`;
};

/** The word of a finding of a story: its alert in base64, detection, severity, confidence, rule, alert, level and, where there is one, credential. */
const word = (index: number): string => `split(concat(item(), ' '), ' ')[${index}]`;
const ofStory = (fact: string): string => `json(base64ToString(${word(0)}))?['${fact}']`;
const isOfAgent = `not(equals(${word(6)}, 'blueprint'))`;

/**
 * Of alerts those that this solution has raised, into the body of `ours`: what each says, and of whom. An alert that tells a
 * story stands for each finding that it hands on. Alerts of other products, and of other rules, say nothing about an agent.
 */
const readOurs = (given: string, ours: string): Actions => ({
  [`Facts_of_${given}`]: select(`body('${given}')`, {
    id: "@item()?['id']",
    product: "@item()?['product']",
    severity: "@item()?['severity']",
    ruleId: "@item()?['ruleId']",
    detection: `@${first("DetectionId")}`,
    confidence: `@${first("Confidence")}`,
    agentIds: `@${ids("AgentId", "AlsoAgents")}`,
    actedOn: `@${ids("AgentId", "AlsoAgents")}`,
    blueprintIds: `@${ids("BlueprintId", "AlsoBlueprints")}`,
    credentialId: `@toLower(${first("CredentialId")})`,
    evidence: `@${first("Evidence")}`,
  }),
  [raised(given)]: filter(
    `body('Facts_of_${given}')`,
    "and(equals(item()?['product'], 'Azure Sentinel'), not(empty(item()?['detection'])))",
  ),
  [`Single_${given}`]: filter(`body('${raised(given)}')`, "empty(item()?['evidence'])"),
  [`Stories_of_${given}`]: filter(`body('${raised(given)}')`, "not(empty(item()?['evidence']))"),
  // Each finding behind the alert that tells it; base64 has neither blanks nor semicolons.
  [`Findings_of_${given}`]: select(
    `body('Stories_of_${given}')`,
    "@concat(base64(string(item())), ' ', replace(item()?['evidence'], '; ', concat('; ', base64(string(item())), ' ')))",
  ),
  [`Told_by_${given}`]: select(
    `if(empty(body('Findings_of_${given}')), json('[]'), split(join(body('Findings_of_${given}'), '; '), '; '))`,
    {
      id: `@${ofStory("id")}`,
      product: `@${ofStory("product")}`,
      severity: `@${word(2)}`,
      ruleId: `@${word(4)}`,
      detection: `@${word(1)}`,
      confidence: `@${word(3)}`,
      // What is said of a blueprint is no word about the agents that it is resolved to.
      agentIds: `@if(${isOfAgent}, ${ofStory("agentIds")}, json('[]'))`,
      actedOn: `@${ofStory("agentIds")}`,
      blueprintIds: `@${ofStory("blueprintIds")}`,
      credentialId: `@toLower(${word(7)})`,
    },
  ),
  [ours]: filter(`union(body('Single_${given}'), body('Told_by_${given}'))`, "not(empty(item()?['detection']))"),
});

/** Name of the action that has the alerts which this solution raised, each once. @param given as for `readAlertsAgain` */
export const raised = (given: string): string => `Raised_${given}`;

/** Reads what the alerts of the incident say, into `Our_alerts`. */
export const readAlerts: Actions = {
  ...readIncidentAlerts("Alerts", "coalesce(triggerBody()?['object']?['properties']?['alerts'], json('[]'))"),
  ...readOurs("Alerts", "Our_alerts"),
};

/** Reads what the alert that started the run says, into `Our_alerts`. */
export const readAlert: Actions = { ...readStartingAlert, ...readOurs("Alerts", "Our_alerts") };

/**
 * Reads alerts of an incident later on.
 * @param given name of what has all of them
 * @param ours name of what has those of this solution
 */
export const readAlertsAgain = (given: string, ours: string, alerts: string): Actions => ({
  ...readIncidentAlerts(given, alerts),
  ...readOurs(given, ours),
});

/** An alert of this solution that the run knows from its start: what holds it later is its incident. */
export const anyOwnAlert = "string(first(body('Our_alerts'))?['id'])";

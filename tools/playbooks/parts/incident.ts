import { type Actions, compose, filter, select } from "./action";

/** The incident that started the run. */
export const incidentId = "triggerBody()?['object']?['id']";
export const incident = (property: string): string => `triggerBody()?['object']?['properties']?['${property}']`;

const listOf = (expression: string): string => `coalesce(${expression}, json('[]'))`;

/** The detections behind the incident, with commas. */
export const detectionIds = "outputs('Detection_ids')";

/** Reads the custom details of the incident's alerts, each a list of texts by name, and the detections' ids among them. */
export const readDetails: Actions = {
  Details_of_alerts: select(
    listOf(incident("alerts")),
    "@json(coalesce(item()?['properties']?['additionalData']?['Custom Details'], '{}'))",
  ),
  Detections_of_alerts: select("body('Details_of_alerts')", "@string(coalesce(item()?['DetectionId']?[0], ''))"),
  Named_detections: filter("body('Detections_of_alerts')", "not(empty(item()))"),
  Detection_ids: compose("@join(union(body('Named_detections'), body('Named_detections')), ',')"),
};

/** Reads what alerts say that they stand for besides: ids in lower case, which a custom detail has with blanks between them. */
const readAlso = (name: string): Actions => ({
  Also_of_alerts: select("body('Details_of_alerts')", `@toLower(string(coalesce(item()?['${name}']?[0], '')))`),
  Also_ids: filter("split(join(body('Also_of_alerts'), ' '), ' ')", "not(empty(item()))"),
});

/**
 * Reads the object ids of the incident's accounts and of the agents that its alerts stand for besides, each once and in
 * lower case, into `Subjects`.
 */
export const readAccounts: Actions = {
  Accounts: filter(
    listOf(incident("relatedEntities")),
    "and(equals(item()?['kind'], 'Account'), not(empty(item()?['properties']?['aadUserId'])))",
  ),
  Account_ids: select("body('Accounts')", "@toLower(string(item()?['properties']?['aadUserId']))"),
  ...readAlso("AlsoAgents"),
  Subjects: compose("@union(body('Account_ids'), body('Also_ids'))"),
};

/**
 * Reads one custom detail of the alerts, and another one of what they stand for besides, each value once and in lower case,
 * into `Subjects`.
 */
export const readDetail = (name: string, also: string): Actions => ({
  Values_of_alerts: select("body('Details_of_alerts')", `@toLower(string(coalesce(item()?['${name}']?[0], '')))`),
  Given_values: filter("body('Values_of_alerts')", "not(empty(item()))"),
  ...readAlso(also),
  Subjects: compose("@union(body('Given_values'), body('Also_ids'))"),
});

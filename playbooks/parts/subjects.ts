import { type Actions, compose, filter, select } from "./action";
import { text } from "./expression";
import { askGuard, type GuardOptions, verdict } from "./guard";
import { subject } from "./turn";

/** What a playbook acts on, and how alerts name it. */
export interface SubjectKind {
  /** reads who or what alerts name into `Subjects`, each once and in lower case; the argument is the name of the action that has the alerts */
  readonly read: (alerts: string) => Actions;
  /** whether `item()`, an alert, may concern the subject whose turn it is */
  readonly names: string;
  /** whether it does only if the subject is of the blueprint that it names */
  readonly namesItsBlueprint: string;
}

/** Reads a list of ids of each alert, each id once, into `Subjects`. */
const readIds = (alerts: string, fact: string): Actions => ({
  Alerts_with_ids: filter(`body('${alerts}')`, `not(empty(item()?['${fact}']))`),
  // The lists without their brackets are one list; whatever signs a text has, JSON keeps it apart.
  Inner_lists: select(
    "body('Alerts_with_ids')",
    `@substring(string(item()?['${fact}']), 1, sub(length(string(item()?['${fact}'])), 2))`,
  ),
  Ids_of_all: compose("@json(concat('[', join(body('Inner_lists'), ','), ']'))"),
  Named_ids: filter("outputs('Ids_of_all')", "not(empty(item()))"),
  Subjects: compose("@union(body('Named_ids'), body('Named_ids'))"),
});

/** Agents, by the custom details AgentId and AlsoAgents; what is said of blueprints alone concerns each agent of them, and is acted on where a story names these. */
export const agentSubjects: SubjectKind = {
  read: (alerts) => readIds(alerts, "actedOn"),
  names: `or(contains(item()?['agentIds'], ${subject}), and(empty(item()?['agentIds']), not(empty(item()?['blueprintIds']))))`,
  namesItsBlueprint: "empty(item()?['agentIds'])",
};

/** Blueprints, by the custom details BlueprintId and AlsoBlueprints. */
export const blueprintSubjects: SubjectKind = {
  read: (alerts) => readIds(alerts, "blueprintIds"),
  names: `contains(item()?['blueprintIds'], ${subject})`,
  namesItsBlueprint: "false",
};

/** Pairs of a blueprint and a credential of it. */
export const credentialSubjects: SubjectKind = {
  read: (alerts) => ({
    Pairs_of_alerts: select(`body('${alerts}')`, {
      blueprintId: "@string(coalesce(first(item()?['blueprintIds']), ''))",
      credentialId: "@item()?['credentialId']",
    }),
    Named_pairs: filter("body('Pairs_of_alerts')", "not(empty(item()?['credentialId']))"),
    Subjects: compose("@union(body('Named_pairs'), body('Named_pairs'))"),
  }),
  names: `and(contains(item()?['blueprintIds'], ${subject}?['blueprintId']), equals(item()?['credentialId'], ${subject}?['credentialId']))`,
  namesItsBlueprint: "false",
};

/**
 * What the alerts that may concern the subject say, into `Given` for the guard. It knows the agent's blueprint: a detection
 * that is said of blueprints alone is told to it as `id@blueprint`, with blanks between several.
 */
export const readSubject = ({ names, namesItsBlueprint }: SubjectKind): Actions => ({
  Alerts_of_subject: filter("body('Our_alerts')", names),
  Detections_for_guard: select(
    "body('Alerts_of_subject')",
    `@if(${namesItsBlueprint}, concat(item()?['detection'], '@', join(item()?['blueprintIds'], ' ')), item()?['detection'])`,
  ),
  Given: compose("@join(union(body('Detections_for_guard'), body('Detections_for_guard')), ',')"),
});

/** Asks the guard about the subject, and reads of its alerts those that concern it, now that its blueprint is known. */
export const askAboutSubject = (
  options: Omit<GuardOptions, "detections">,
  { namesItsBlueprint }: SubjectKind = agentSubjects,
): Actions => ({
  ...askGuard({ ...options, detections: "outputs('Given')" }),
  Alerts_in_question: filter(
    "body('Alerts_of_subject')",
    `or(not(${namesItsBlueprint}), contains(item()?['blueprintIds'], ${verdict("blueprintId")}))`,
  ),
  Detections_in_question: select("body('Alerts_in_question')", "@item()?['detection']"),
  Ids_of_alerts: select("body('Alerts_in_question')", "@item()?['id']"),
});

/** What an entry of the plan says of the alerts behind it. */
export const evidence = {
  given: text("outputs('Given')"),
  detections: text("join(union(body('Detections_in_question'), body('Detections_in_question')), ',')"),
  alertIds: text("join(union(body('Ids_of_alerts'), body('Ids_of_alerts')), ',')"),
  alertRuleId: text("string(first(body('Alerts_in_question'))?['ruleId'])"),
};
/** Of a subject that was not looked up. */
export const unreadEvidence = { given: "", detections: text("outputs('Given')"), alertIds: "", alertRuleId: "" };

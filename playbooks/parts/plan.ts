import { type Action, type Actions, append, filter, forEach, select, when } from "./action";
import { claimKey } from "./claims";
import { isGuid, text } from "./expression";
import { evidence, readSubject, type SubjectKind, unreadEvidence } from "./subjects";
import { subject } from "./turn";

/** What an entry of the plan says, beyond a fresh action id and the alerts behind it; expressions inside texts. */
export interface PlanEntry {
  /** one of Act, Ask, DryRun, Skip, Done and Failed */
  readonly decision: string;
  readonly why: string;
  readonly name: string;
  readonly agentId?: string;
  readonly blueprintId?: string;
  readonly workflowResourceId?: string;
  readonly previous?: unknown;
  readonly [more: string]: unknown;
}

const empty = { actionId: "@{guid()}", agentId: "", blueprintId: "", workflowResourceId: "", previous: {} };

/** Adds an entry to the plan. */
export const plan = (one: PlanEntry): Action => append("Plan", { ...empty, ...evidence, ...one });

/** The claim of an entry: what is done, and an expression for what it is done to. */
export const claimOn = (action: string, target: string): { readonly claim: string } => ({
  claim: text(claimKey(action, target)),
});

/** How a playbook comes to its plan. */
export interface Planning {
  readonly subjects: SubjectKind;
  /** what a subject is called when it is left alone unread */
  readonly subjectKind: string;
  /** an expression: whether a subject may be put into queries and addresses. @default that it is a GUID */
  readonly isSubject?: string;
  /** for such a subject: asks the guard, reads the state, adds entries to the plan */
  readonly plan: Actions;
}

/** Makes a plan for whom the alerts to answer name, into `Planned`. */
export const makePlan = ({ subjects, subjectKind, isSubject = isGuid(subject), plan: given }: Planning): Actions => ({
  ...subjects.read("Alerts_to_answer"),
  For_each_subject: forEach("outputs('Subjects')", {
    ...readSubject(subjects),
    Is_object_id: when(isSubject, given, { Leave_alone: leaveAlone(subjectKind) }),
  }),
  ...limitPlan,
});

/** What an alert calls an object id need not be one: it may come from what an agent wrote. */
const leaveAlone = (kind: string): Action =>
  append("Plan", {
    ...empty,
    ...unreadEvidence,
    decision: "Skip",
    why: `This is no object id, and was not looked up: ${text(`take(string(${subject}), 120)`)}`,
    name: kind,
  });

/** More automatic responses in one run than the limit become requests: the ledger, which the guard reads, does not know them yet. */
const limitPlan: Actions = {
  Automatic: filter("variables('Plan')", "equals(item()?['decision'], 'Act')"),
  Planned: select(
    "variables('Plan')",
    `@if(and(equals(item()?['decision'], 'Act'), greater(length(body('Automatic')), parameters('MaxAutomatic'))), setProperty(setProperty(item(), 'decision', 'Ask'), 'why', concat('This incident alone asks for ', string(length(body('Automatic'))), ' automatic responses, more than ', string(parameters('MaxAutomatic')), ': a person has to approve. ', item()?['why'])), item())`,
  ),
};

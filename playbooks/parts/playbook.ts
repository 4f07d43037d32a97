import {
  type Action,
  type Actions,
  compose,
  filter,
  forEach,
  initialize,
  inOrder,
  select,
  wait,
  whatever,
  when,
} from "./action";
import { readAlert, readAlerts } from "./alerts";
import { type ApprovalOptions, type ApprovalWords, approval, askApproval } from "./approval";
import { reviewAutomatic, reviewNothing } from "./automatic";
import { type Acting, eachEntry, eachUnaskedEntry } from "./each-entry";
import { choose, httpStatus, kql, literal, segment, text } from "./expression";
import { sentinelRequest } from "./http";
import { factsOf, incidentId } from "./incident";
import { makePlan, type Planning } from "./plan";
import { comment, query, tagIncident } from "./services";
import { isAutomatic, readAlertsToAnswer, readAlertToAnswer, startParameters } from "./start";
import { entry } from "./turn";
import {
  alertWorkflow,
  failIfAnythingFailed,
  incidentWorkflow,
  type Parameter,
  responseMode,
  stopIfOff,
  type WorkflowFile,
} from "./workflow-file";

const decisions: Readonly<Record<string, Parameter>> = {
  PrincipalId: { type: "String" },
  ResponseMode: responseMode,
  Approvers: { type: "Array", defaultValue: [] },
  ApprovalHours: { type: "Int", defaultValue: 8 },
  ReleaseWaivers: { type: "Array", defaultValue: [] },
  ClaimsTable: { type: "String", defaultValue: "" },
  TeamsPrincipalId: { type: "String", defaultValue: "" },
  MaxAutomatic: { type: "Int", defaultValue: 5 },
  ...startParameters,
};

/** A playbook that changes something, in the steps all of them share. */
export interface ActingPlaybook extends Planning, Acting {
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** initializes variables of its own */
  readonly variables?: Actions;
  readonly approval: ApprovalWords;
  /** what an approver may say besides, and whose approval alone does not count */
  readonly answers?: Omit<ApprovalOptions, "words">;
  readonly tag: string;
  /** after all entries, when at least one succeeded */
  readonly finally?: Actions;
}

const common: Actions = {
  Initialize_plan: initialize("Plan", "array", []),
  Initialize_failures: initialize("Failures", "integer", 0),
  Initialize_successes: initialize("Successes", "integer", 0),
  Initialize_claimed: initialize("Claimed", "array", []),
  Initialize_reviewed: initialize("Reviewed", "array", []),
};

/** The workflow of an acting playbook: read, plan, ask where needed, act one by one, record and tell, fail where anything failed. */
export function actingPlaybook(given: ActingPlaybook): WorkflowFile {
  return incidentWorkflow(
    { ...decisions, ...given.parameters },
    {
      ...common,
      Initialize_answer: initialize("Answer", "string", ""),
      Initialize_answered_by: initialize("AnsweredBy", "string", ""),
      Initialize_answer_text: initialize("AnswerText", "string", ""),
      Initialize_told: initialize("Told", "string", ""),
      Initialize_answers: initialize("Answers", "array", []),
      Initialize_asked_on: initialize("AskedOn", "object", {}),
      Initialize_to_answer: initialize("ToAnswer", "array", []),
      ...given.variables,
      ...stopIfOff,
      ...readAlerts,
      ...readAlertsToAnswer,
      ...makePlan(given),
      ...(given.again.guard(entry).alwaysAsk ? reviewNothing : reviewAutomatic(given.again.guard)),
      ...askApproval({ words: given.approval, ...given.answers }),
      Decided: select("outputs('Reviewed')", `@${decided}`),
      Is_nothing_to_do: when(`and(empty(body('Decided')), not(${isAutomatic}))`, {
        Tell_nothing_to_do: comment(
          `<p><b>Nothing to do</b> for @{workflow()?['name']}: no alert of this solution in the incident names a ${given.subjectKind}.</p>`,
        ),
      }),
      For_each_entry: forEach("body('Decided')", eachEntry(given)),
      Did_anything_succeed: whatever(
        "For_each_entry",
        when("greater(variables('Successes'), 0)", { Tag_incident: tagIncident(given.tag), ...given.finally }),
      ),
      ...failIfAnythingFailed(
        "Did_anything_succeed",
        // An entry that got lost on the way was neither done nor told.
        "or(not(equals(actions('Did_anything_succeed')?['status'], 'Succeeded')), not(equals(length(outputs('Reviewed')), length(variables('Plan')))))",
      ),
    },
  );
}

/** An entry with what becomes of it, now that people were asked. */
const decided = (() => {
  const asked = "equals(item()?['decision'], 'Ask')";
  const cameOf = (state: string) => `and(${asked}, equals(${approval}, '${state}'))`;
  const state = choose(
    [
      [`not(${asked})`, "item()?['decision']"],
      [`equals(${approval}, 'Approved')`, literal("Act")],
      [`equals(${approval}, 'Waiting')`, literal("Done")],
      [`equals(${approval}, 'Closed')`, literal("Skip")],
    ],
    approval,
  );
  const why = choose(
    [
      [cameOf("Waiting"), literal("Another run of this playbook waits for an approval on this incident already.")],
      [cameOf("Closed"), literal("The incident was closed before anybody decided.")],
      [cameOf("Failed"), `concat('The approval could not be asked for, or the answers not read. ', item()?['why'])`],
    ],
    "item()?['why']",
  );
  return `setProperty(setProperty(setProperty(item(), 'final', ${state}), 'why', ${why}), 'approved', ${cameOf("Approved")})`;
})();

/** Minutes that a run which an alert started waits for the alert's incident, when everything else is done. */
const patience = 15;

/**
 * The workflow of the same playbook that an alert starts. It needs no incident, does only what may be done unasked, and
 * writes its rows at once; what asks, or is only told, is left to the run that the incident starts. When there is an
 * incident, it says there what it did.
 */
export function alertPlaybook(given: ActingPlaybook): WorkflowFile {
  return alertWorkflow(
    { ...decisions, ...given.parameters },
    {
      ...common,
      Initialize_messages: initialize("Messages", "array", []),
      ...stopIfOff,
      ...readAlert,
      ...readAlertToAnswer,
      ...makePlan(given),
      ...reviewAutomatic(given.again.guard),
      To_do: filter("outputs('Reviewed')", "equals(item()?['decision'], 'Act')"),
      Decided: select("body('To_do')", "@setProperty(setProperty(item(), 'final', 'Act'), 'approved', false)"),
      For_each_entry: forEach("body('Decided')", eachUnaskedEntry(given)),
      Is_anything_to_be_told: whatever(
        "For_each_entry",
        when("not(empty(variables('Messages')))", tellLater(given.tag)),
      ),
      ...failIfAnythingFailed(
        "Is_anything_to_be_told",
        "or(not(equals(actions('For_each_entry')?['status'], 'Succeeded')), not(equals(length(outputs('Reviewed')), length(variables('Plan')))))",
      ),
    },
  );
}

const tellLater = (tag: string): Actions => ({
  Until_there_is_an_incident: {
    type: "Until",
    expression: `@not(empty(${incidentId}))`,
    limit: { count: patience + 1, timeout: "PT1H" },
    actions: inOrder({
      Find_story: query(storyOfAlert),
      Alert_of_incident: whatever(
        "Find_story",
        compose(
          text(
            `if(equals(${httpStatus("Find_story")}, 200), coalesce(first(first(body('Find_story')?['tables'])?['rows'])?[0], ${startingAlert}), ${startingAlert})`,
          ),
        ),
      ),
      Get_incident_of_alert: incidentOfAlert,
      Is_there_one: whatever(
        "Get_incident_of_alert",
        when(
          `equals(${httpStatus("Get_incident_of_alert")}, 200)`,
          {
            Keep_incident: {
              type: "SetVariable",
              inputs: { name: "Incident", value: factsOf("body('Get_incident_of_alert')") },
            },
          },
          { Wait_for_the_incident: wait(1, "Minute") },
        ),
      ),
    }),
  },
  Is_there_an_incident: whatever(
    "Until_there_is_an_incident",
    when(`not(empty(${incidentId}))`, {
      For_each_message: forEach("variables('Messages')", { Tell: comment(text("items('For_each_message')")) }),
      Is_it_to_be_tagged: whatever(
        "For_each_message",
        when("greater(variables('Successes'), 0)", { Tag_incident: tagIncident(tag) }),
      ),
      Was_it_told: whatever(
        "Is_it_to_be_tagged",
        when("not(equals(actions('For_each_message')?['status'], 'Succeeded'))", {
          Count_untold: { type: "IncrementVariable", inputs: { name: "Failures", value: 1 } },
        }),
      ),
    }),
  ),
});

const startingAlert = "triggerBody()?['SystemAlertId']";
/** Where a story makes the incidents, its alert is in one, and says which alerts it tells of. */
const storyOfAlert = `union isfuzzy=true (datatable(TimeGenerated:datetime, SystemAlertId:string, ExtendedProperties:string)[]), (SecurityAlert | project TimeGenerated, SystemAlertId, ExtendedProperties) | where TimeGenerated > ago(1d) and ExtendedProperties has "Evidence" and ExtendedProperties has "${text(kql(startingAlert))}" | top 1 by TimeGenerated asc | project SystemAlertId`;

const ofAlert = (name: string): string => text(segment(`triggerBody()?['${name}']`));
/** @see https://learn.microsoft.com/connectors/azuresentinel/#alert---get-incident */
const incidentOfAlert: Action = sentinelRequest(
  "get",
  `/Incidents/subscriptions/${ofAlert("WorkspaceSubscriptionId")}/resourceGroups/${ofAlert("WorkspaceResourceGroup")}/workspaces/${ofAlert("WorkspaceId")}/alerts/${text(segment("outputs('Alert_of_incident')"))}`,
);

import { type Actions, append, filter, forEach, whatever, when } from "./action";
import { claimRequest, rowKey, rowOf } from "./claims";
import { httpStatus, text } from "./expression";
import type { Parameter } from "./workflow-file";
import { playbookName } from "./workflow-file";

/**
 * What an automation rule started the run for: the rules' ids in lower case, severities and values of Confidence, where an empty
 * list is any; nothing for a run that a person started.
 */
export const startParameters: Readonly<Record<string, Parameter>> = { Responds: { type: "Object", defaultValue: {} } };

/** Whether an automation rule started the run. */
export const isAutomatic = "not(empty(parameters('Responds')))";

const isOneOrAny = (list: string, fact: string): string =>
  `or(empty(parameters('Responds')?['${list}']), contains(parameters('Responds')?['${list}'], item()?['${fact}']))`;
/** Conditions of automation rules are asked of an incident, where each may be met by another alert. */
const meets = `or(not(${isAutomatic}), and(contains(parameters('Responds')?['ruleIds'], item()?['ruleId']), ${isOneOrAny("severities", "severity")}, ${isOneOrAny("confidences", "confidence")}))`;

/** Of the alert that started the run, whether it is one to respond to, into `Alerts_to_answer`. */
export const readAlertToAnswer: Actions = { Alerts_to_answer: filter("body('Our_alerts')", meets) };

const alert = "items('For_each_meeting')?['id']";
const key = rowKey(`concat('Start|', ${playbookName}, '|', ${alert})`);
const added = "coalesce(triggerBody()?['incidentUpdates']?['alerts'], json('[]'))";

/**
 * The alerts that the run responds to, into `Alerts_to_answer`: all of this solution where a person started it; else those that
 * meet the automation rule by themselves and that no run of this playbook has been started for before.
 */
export const readAlertsToAnswer: Actions = {
  Meeting_alerts: filter("body('Our_alerts')", meets),
  Is_it_noted_what_is_answered: when(`and(${isAutomatic}, not(empty(parameters('ClaimsTable'))))`, {
    For_each_meeting: forEach("body('Meeting_alerts')", {
      Note_start: claimRequest("POST", "", {
        body: { PartitionKey: "claim", RowKey: text(key), Run: text("workflow()?['run']?['name']") },
        more: { Prefer: "return-no-content" },
      }),
      Is_it_noted_already: whatever(
        "Note_start",
        when(`equals(${httpStatus("Note_start")}, 409)`, { Read_start: claimRequest("GET", rowOf(key)) }),
      ),
      // A note of this run's own got there when its answer was lost; a table that cannot be reached keeps nobody from responding.
      Is_it_to_be_answered: whatever(
        "Is_it_noted_already",
        when(
          `or(not(equals(${httpStatus("Note_start")}, 409)), equals(coalesce(body('Read_start')?['Run'], workflow()?['run']?['name']), workflow()?['run']?['name']))`,
          { Keep_alert: append("ToAnswer", `@${alert}`) },
        ),
      ),
    }),
  }),
  Alerts_to_answer: whatever(
    "Is_it_noted_what_is_answered",
    filter(
      "body('Meeting_alerts')",
      `or(not(${isAutomatic}), if(empty(parameters('ClaimsTable')), or(empty(${added}), contains(string(${added}), item()?['id'])), contains(variables('ToAnswer'), item()?['id'])))`,
    ),
  ),
};

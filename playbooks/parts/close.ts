import { type Actions, compose, filter, select, whatever, when } from "./action";
import { raised, readAlertsAgain } from "./alerts";
import { choose, html, httpStatus, literal, text } from "./expression";
import { incidentId } from "./incident";
import { arm, comment } from "./services";

/** Variables of the agents that were dealt with, and of their blueprints, in lower case. */
export const dealtWith = { agents: "variables('Released')", blueprints: "variables('ReleasedBlueprints')" };

/** What the alerts of agents that were not dealt with found; an alert says any word there. */
const detectionsLeft = "join(union(body('Names_not_dealt_with'), body('Names_not_dealt_with')), ', ')";

/** Whether ids of an alert, each of which it has once, are not all in a list. */
const lacks = (fact: string, list: string): string =>
  `less(length(intersection(item()?['${fact}'], ${list})), length(item()?['${fact}']))`;

/**
 * Closes the incident, if all of its alerts are this solution's and every agent that they name was dealt with: closing it
 * resolves each of them. Else it says why the incident stays open.
 * @see https://learn.microsoft.com/rest/api/securityinsights/incidents/list-alerts
 */
export function closeIfDealtWith(close: Actions): Actions {
  const isRead = `equals(${httpStatus("Get_alerts_now")}, 200)`;
  const foreign = `sub(length(body('Alerts_now')), length(body('${raised("Alerts_now")}')))`;
  return {
    Get_alerts_now: arm("POST", `${text(incidentId)}/alerts?api-version=2025-09-01`),
    Alerts_of_incident: whatever(
      "Get_alerts_now",
      compose(`@if(${isRead}, coalesce(body('Get_alerts_now')?['value'], json('[]')), json('[]'))`),
    ),
    ...readAlertsAgain("Alerts_now", "Our_alerts_now", "outputs('Alerts_of_incident')"),
    Not_dealt_with: filter(
      "body('Our_alerts_now')",
      `if(empty(item()?['agentIds']), or(empty(item()?['blueprintIds']), ${lacks("blueprintIds", dealtWith.blueprints)}), ${lacks("agentIds", dealtWith.agents)})`,
    ),
    Names_not_dealt_with: select("body('Not_dealt_with')", "@item()?['detection']"),
    Is_all_dealt_with: when(
      `and(${isRead}, not(empty(outputs('Alerts_of_incident'))), equals(${foreign}, 0), empty(body('Not_dealt_with')))`,
      close,
      {
        Say_that_it_stays_open: comment(
          `<p><b>The incident stays open</b>: ${text(
            choose(
              [
                [`not(${isRead})`, literal("its alerts could not be read")],
                [
                  `greater(${foreign}, 0)`,
                  `concat(string(${foreign}), ' of its alerts are of other products or rules, and closing it would resolve them too')`,
                ],
              ],
              `concat('not every agent in it was dealt with (', ${html(detectionsLeft)}, ')')`,
            ),
          )}. Close it by hand when the rest is settled.</p><p>@{workflow()?['name']}</p>`,
        ),
      },
    ),
  };
}

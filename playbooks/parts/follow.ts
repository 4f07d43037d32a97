import { type Action, type Actions, compose, inOrder, set, wait, whatever, when } from "./action";
import { anyOwnAlert } from "./alerts";
import { httpStatus, kql, segment, text } from "./expression";
import { factsOf, incidentId } from "./incident";
import { arm, query } from "./services";

/** Minutes after which nobody looks any longer for the incident that took the alerts over. */
const patience = 15;

const property = (request: string, name: string): string => `body('${request}')?['properties']?['${name}']`;
const isClosed = (request: string): string =>
  `and(equals(${httpStatus(request)}, 200), equals(${property(request, "status")}, 'Closed'))`;
const hasLabel = (request: string): string =>
  `contains(string(coalesce(${property(request, "labels")}, '')), '"labelName":"Redirected"')`;

/** Reads the incident as it is now. */
export const readIncident = (): Action => arm("GET", `${text(incidentId)}?api-version=2025-09-01`);

/** Of an incident that was read: whether it was merged into another one. */
export const isMerged = (request: string): string =>
  `if(${isClosed(request)}, if(${hasLabel(request)}, true, false), false)`;
/** Whether it was closed, and not because of a merge. */
export const isClosedForGood = (request: string): string =>
  `if(${isClosed(request)}, if(${hasLabel(request)}, false, true), false)`;

/**
 * Looks for the incident that holds the alerts now, and goes on with that one. Its row comes minutes after the merge.
 * @param suffix tells the actions from others of the workflow
 */
const findHolder = (suffix: string): Actions => ({
  [`Find_holder${suffix}`]: query(
    `union isfuzzy=true (datatable(TimeGenerated:datetime, IncidentName:string, Labels:dynamic, AlertIds:dynamic)[]), (SecurityIncident | project TimeGenerated, IncidentName, Labels, AlertIds) | where TimeGenerated > ago(14d) | summarize arg_max(TimeGenerated, Labels, AlertIds) by IncidentName | where not(tostring(Labels) has "Redirected") and tostring(AlertIds) has "${text(kql(anyOwnAlert))}" | top 1 by TimeGenerated desc | project IncidentName`,
  ),
  [`Holder${suffix}`]: whatever(
    `Find_holder${suffix}`,
    compose(
      text(
        `if(equals(${httpStatus(`Find_holder${suffix}`)}, 200), coalesce(first(first(body('Find_holder${suffix}')?['tables'])?['rows'])?[0], ''), '')`,
      ),
    ),
  ),
  [`Is_holder_known${suffix}`]: when(`not(empty(outputs('Holder${suffix}')))`, {
    [`Get_holder${suffix}`]: arm(
      "GET",
      `${text("parameters('WorkspaceResourceId')")}/providers/Microsoft.SecurityInsights/incidents/${text(segment(`outputs('Holder${suffix}')`))}?api-version=2025-09-01`,
    ),
    [`Keep_holder${suffix}`]: set("Incident", factsOf(`body('Get_holder${suffix}')`)),
  }),
});

/** Goes on with the incident that holds the alerts, if the one that was read was merged. */
export const followOnce = (request: string, suffix: string): Actions => ({
  [`Is_it_merged${suffix}`]: whatever(request, when(isMerged(request), findHolder(suffix))),
});

/** The same, and waits for it. */
export const followPatiently = (request: string, suffix: string): Actions => ({
  [`Is_it_merged${suffix}`]: when(isMerged(request), {
    [`Until_holder${suffix}`]: {
      type: "Until",
      expression: `@not(equals(${incidentId}, body('${request}')?['id']))`,
      limit: { count: patience, timeout: "PT1H" },
      actions: inOrder({
        ...findHolder(suffix),
        [`Is_it_to_be_waited_for${suffix}`]: whatever(
          `Is_holder_known${suffix}`,
          when(`equals(${incidentId}, body('${request}')?['id'])`, {
            [`Wait_for_holder${suffix}`]: wait(1, "Minute"),
          }),
        ),
      }),
    },
  }),
});

import { type Actions, initialize, inOrder, terminate, whatever, when } from "./action";
import { type IncidentFacts, noIncident, startingIncident } from "./incident";

/** A workflow definition, to be written as a file. */
export interface WorkflowFile {
  readonly definition: object;
}

/** A parameter as a definition declares it. */
export type Parameter = {
  readonly type: string;
  readonly defaultValue?: unknown;
  readonly allowedValues?: readonly unknown[];
};

/** The playbook's name, whichever of its workflows runs: what stands after a full stop tells by what it is started. */
export const playbookName = "first(split(workflow()?['name'], '.'))";

const endpoints: Readonly<Record<string, Parameter>> = {
  $connections: { type: "Object", defaultValue: {} },
  GraphEndpoint: { type: "String", defaultValue: "https://graph.microsoft.com" },
  ArmEndpoint: { type: "String", defaultValue: "https://management.azure.com" },
  LogsQueryEndpoint: { type: "String", defaultValue: "https://api.loganalytics.azure.com" },
  LogsIngestionEndpoint: { type: "String" },
  DataCollectionRuleImmutableId: { type: "String" },
  WorkspaceResourceId: { type: "String" },
  ManagedIdentityId: { type: "String" },
};

export const responseMode: Parameter = {
  type: "String",
  defaultValue: "DryRun",
  allowedValues: ["Off", "DryRun", "Approve", "Auto"],
};

const triggers = {
  Microsoft_Sentinel_incident: { path: "/incident-creation", incident: startingIncident },
  Microsoft_Sentinel_alert: { path: "/subscribe", incident: noIncident },
} as const satisfies Readonly<Record<string, { readonly path: string; readonly incident: IncidentFacts }>>;

/** A workflow that a trigger of Sentinel starts; only those parameters are declared that it uses. */
function workflowFile(
  name: keyof typeof triggers,
  parameters: Readonly<Record<string, Parameter>>,
  given: Actions,
): WorkflowFile {
  const { path, incident } = triggers[name];
  const actions = { Initialize_incident: initialize("Incident", "object", incident), ...given };
  const used = JSON.stringify(actions);
  return {
    definition: {
      $schema:
        "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
      contentVersion: "1.0.0.0",
      parameters: Object.fromEntries(
        Object.entries({ ...endpoints, ...parameters }).filter(([one]) => used.includes(`parameters('${one}')`)),
      ),
      triggers: {
        [name]: {
          type: "ApiConnectionWebhook",
          inputs: {
            body: { callback_url: "@{listCallbackUrl()}" },
            host: { connection: { name: "@parameters('$connections')['azuresentinel']['connectionId']" } },
            path,
          },
        },
      },
      actions: inOrder(actions),
    },
  };
}

/** A workflow that an incident starts. */
export const incidentWorkflow = (parameters: Readonly<Record<string, Parameter>>, actions: Actions): WorkflowFile =>
  workflowFile("Microsoft_Sentinel_incident", parameters, actions);

/** A workflow that an alert starts, whether or not there is an incident yet. */
export const alertWorkflow = (parameters: Readonly<Record<string, Parameter>>, actions: Actions): WorkflowFile =>
  workflowFile("Microsoft_Sentinel_alert", parameters, actions);

/** Ends the run before anything is read, where response is off. */
export const stopIfOff: Actions = {
  Is_response_off: when("equals(parameters('ResponseMode'), 'Off')", {
    Stop_because_off: { type: "Terminate", inputs: { runStatus: "Cancelled" } },
  }),
};

/** Ends the run Failed where anything went wrong. @param also another expression for that */
export const failIfAnythingFailed = (lastAction: string, also = "false"): Actions => ({
  Did_anything_fail: whatever(
    lastAction,
    when(`or(greater(variables('Failures'), 0), ${also})`, {
      Fail_the_run: terminate(
        "ResponseIncomplete",
        "@{variables('Failures')} step(s) of the response failed; the comments on the incident and AgentResponse_CL say which",
      ),
    }),
  ),
});

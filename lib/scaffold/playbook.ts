import type { NewFiles } from "./write-new";

/** Numbers that playbooks go by have two digits. @throws Error when none is left */
export function nextPlaybookId(taken: Iterable<string>): string {
  const last = Math.max(0, ...[...taken].map((id) => Number(id.slice("PB-".length))));
  if (last >= 99) throw new Error("no number is left after PB-99: take out a playbook that is not used any more");
  return `PB-${String(last + 1).padStart(2, "0")}`;
}

/**
 * A playbook that writes a comment on an incident, and its tests: valid, and one fails until the comment is written.
 * @param name in small letters and hyphens
 * @param id such as PB-15
 * @param fromSource whether its workflow is written from `workflow.ts`, as in the checkout of this package
 */
export function newPlaybook(name: string, title: string, id: string, fromSource: boolean): NewFiles {
  const folder = `playbooks/${id}-${name}`;
  return {
    [`${folder}/playbook.yaml`]: playbookText(name, title, id),
    ...(fromSource ? { [`${folder}/workflow.ts`]: sourceText } : {}),
    [`${folder}/workflow.json`]: `${JSON.stringify(
      fromSource ? { $comment: written, definition } : { definition },
      null,
      2,
    )
      // As the formatter of the checkout writes it: a list of texts on one line.
      .replace(/\[\n\s+"Succeeded"\n\s+\]/g, '["Succeeded"]')}\n`,
    [`${folder}/workflow.test.yaml`]: testText(title),
  };
}

const playbookText = (
  name: string,
  title: string,
  id: string,
): string => `# yaml-language-server: $schema=../../schemas/playbook.schema.json
id: ${id}
name: agentid-${name}
title: ${JSON.stringify(title)}
description: Writes a comment on an incident. Say here what it does, what it changes, and what undoes it.
# What its identity may do is derived from its workflow and held to this list: agentid validate says what lacks.
privilegeClass: read
azureRoles:
  - { role: Microsoft Sentinel Responder, scope: workspace }
graphAppRoles: []
parameters: {}
`;

const written = "Written from workflow.ts by npm run playbooks: change that one.";

const sourceText = `import { text } from "../parts/expression";
import { comment } from "../parts/services";
import { incidentWorkflow } from "../parts/workflow-file";

/** Say here what it does. */
export const workflow = incidentWorkflow(
  {},
  {
    // What it does goes here; the first test fails until it is what the test expects.
    Tell: comment(\`<p>fill-in for \${text("variables('Incident')?['name']")}</p>\`),
  },
);
`;

const testText = (title: string): string => `# yaml-language-server: $schema=../../schemas/playbook-test.schema.json
# One for each way that a run may end: done, nothing to do, a service that refuses.
tests:
  - name: ${JSON.stringify(`what it is for: ${title}`)}
    trigger: &incident
      body:
        object:
          id: /subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law/providers/Microsoft.SecurityInsights/Incidents/7
          properties: { incidentNumber: 7 }
    answers:
      - { url: "connection://azuresentinel/Incidents/Comment" }
    expect:
      status: Succeeded
      requests:
        - { method: POST, url: "connection://azuresentinel/Incidents/Comment", says: what the analyst should read }

  - name: a comment that cannot be written fails the run
    trigger: *incident
    answers:
      - { url: "connection://azuresentinel/Incidents/Comment", status: 403 }
    expect:
      status: Failed
      requests:
        - { method: POST, url: "connection://azuresentinel/Incidents/Comment" }
`;

const sentinel = { connection: { name: "@parameters('$connections')['azuresentinel']['connectionId']" } };
const property = (name: string) => `triggerBody()?['object']?['properties']?['${name}']`;
const isDefender = `equals(coalesce(${property("providerName")}, ''), 'Microsoft XDR')`;
const number = `string(coalesce(if(${isDefender}, ${property("providerIncidentId")}, ${property("incidentNumber")}), ''))`;

/** What the parts of a playbook make of the source above; a test holds it to them. */
const definition = {
  $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
  contentVersion: "1.0.0.0",
  parameters: { $connections: { type: "Object", defaultValue: {} } },
  triggers: {
    Microsoft_Sentinel_incident: {
      type: "ApiConnectionWebhook",
      inputs: { body: { callback_url: "@{listCallbackUrl()}" }, host: sentinel, path: "/incident-creation" },
    },
  },
  actions: {
    Initialize_incident: {
      type: "InitializeVariable",
      inputs: {
        variables: [
          {
            name: "Incident",
            type: "object",
            value: {
              id: "@{triggerBody()?['object']?['id']}",
              number: `@${property("incidentNumber")}`,
              providerId: `@{${number}}`,
              name: `@{concat(if(${isDefender}, 'Defender incident ', 'Microsoft Sentinel incident '), ${number})}`,
              url: `@{coalesce(if(${isDefender}, triggerBody()?['object']?['properties']?['additionalData']?['providerIncidentUrl'], ${property("incidentUrl")}), '')}`,
            },
          },
        ],
      },
      runAfter: {},
    },
    Tell: {
      type: "ApiConnection",
      inputs: {
        host: sentinel,
        method: "post",
        path: "/Incidents/Comment",
        body: {
          incidentArmId: "@variables('Incident')?['id']",
          message: "<p>fill-in for @{variables('Incident')?['name']}</p>",
        },
        retryPolicy: {
          type: "exponential",
          count: 4,
          interval: "PT7S",
          minimumInterval: "PT5S",
          maximumInterval: "PT1M",
        },
      },
      runAfter: { Initialize_incident: ["Succeeded"] },
    },
  },
};

import { type AutomationStart, automationStarts, type PlaybookSpec } from "../content";
import { type Construct, RoleAssignment } from "./cdktf";
import type { IncidentsOfRules } from "./incidents-of-rules";
import type { Playbook } from "./playbook";
import { PlaybookAutomation } from "./playbook-automation";
import { stableId } from "./stable-id";
import { Wait } from "./time";
import type { SentinelWorkspace } from "./workspace";

/** A playbook that starts by itself, and what starts it. */
export interface StartedPlaybook {
  readonly spec: PlaybookSpec;
  readonly playbook: Playbook;
  /** ARM ids of the analytics rules whose alerts start it */
  readonly ruleIds: readonly string[];
  /** the incidents that start it */
  readonly incidents: IncidentsOfRules;
}

/** What lets Sentinel start playbooks by itself. */
export interface ResponseAutomationConfig {
  readonly workspace: SentinelWorkspace;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: { readonly name: string; readonly id: string };
  /** object id of "Azure Security Insights" */
  readonly principalId: string;
  /** every playbook: nothing runs before the roles of all are in force */
  readonly playbooks: readonly Playbook[];
  readonly started: readonly StartedPlaybook[];
}

/** What tells the automation rules of one playbook apart. */
const startNames: Readonly<Record<AutomationStart, string>> = {
  incidentCreated: "",
  alertAdded: " (an alert was added)",
  alertCreated: " (on the alert)",
  commentAdded: "",
};

/** Grants Sentinel the right to run the playbooks, waits until it is in force, and adds the rules that start them. */
export function addResponseAutomation(scope: Construct, config: ResponseAutomationConfig): void {
  const { workspace, tenantId, subscriptionId, resourceGroup, principalId, playbooks, started } = config;
  const grant = new RoleAssignment(scope, "sentinel-runs-playbooks", {
    name: stableId("sentinel-runs-playbooks", subscriptionId, resourceGroup.name),
    scope: resourceGroup.id,
    roleDefinitionName: "Microsoft Sentinel Automation Contributor",
    principalId,
    principalType: "ServicePrincipal",
  });
  // Sentinel looks, when the automation rule is created, whether it may run the playbook, and a grant is in force minutes
  // after it was made. The playbooks' own roles wait here too: nothing runs before there is an automation rule.
  const inForce = new Wait(scope, "roles-in-force", {
    dependsOn: [grant, ...playbooks.flatMap(({ roles }) => roles)],
    duration: "5m",
  });
  for (const { spec, playbook, ruleIds, incidents } of started) {
    const { displayName, order, starts, severities, confidences } = spec.automationRule!;
    for (const start of starts)
      new PlaybookAutomation(scope, `automation-${spec.id}${start === "incidentCreated" ? "" : `-${start}`}`, {
        workspace,
        playbook,
        tenantId,
        displayName: `${displayName}${startNames[start]}`,
        order: order + automationStarts.indexOf(start),
        start,
        ruleIds,
        incidents: incidents.conditions,
        severities,
        // A story is as sure as the surest of what it tells: the playbook asks each finding for its own confidence.
        confidences: incidents.areStories ? undefined : confidences,
        dependsOn: [grant, inForce],
      });
  }
}

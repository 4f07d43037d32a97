import type { EmulatedCloud, Fault } from "../../lib/emulator/responses";
import {
  agentId,
  blueprintApplication,
  blueprintId,
  blueprintPrincipal,
  classicAgent,
  directoryOf,
  logicApp,
  otherAgent,
  passwordId,
  type Setting,
  workloads,
} from "./cloud";

/** What the scenarios need to know of a playbook that acts. */
export interface Acting {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly details?: Readonly<Record<string, string>>;
  /** asks a person whatever the policy says */
  readonly alwaysAsks?: boolean;
  /** the action that changes something and its request, and the request that reads the state before */
  readonly action: string;
  readonly change: Pick<Fault, "method" | "url">;
  readonly read: Pick<Fault, "method" | "url">;
  /** what the change is about, and its values before and after */
  readonly state: (cloud: EmulatedCloud) => unknown;
  readonly before: unknown;
  readonly after: unknown;
  /** ActionType of the row */
  readonly row: string;
  /** ActionType of the row that says the change was rolled back; none where nothing can be */
  readonly rollback?: string;
  /** makes the change invisible after it was made. @default that Graph shows it an hour late */
  readonly invisible?: Setting;
  /** the start in which the work is done already; none where there is no such thing */
  readonly alreadyDone?: Setting;
  /** the start in which there is something to do. @default the tenant as it is */
  readonly setting?: Setting;
  /** a start in which the identity lacks its permission */
  readonly unpermitted: Setting & { readonly parameters?: Readonly<Record<string, string[]>> };
  readonly tag: string;
}

const disabled: Setting = { directory: (stack) => directoryOf(stack, { enabled: false }) };

const agentIsEnabled = ({ directory }: EmulatedCloud) => directory.get("servicePrincipals", agentId).accountEnabled;

/** Every playbook that changes something. */
export const actingPlaybooks: Readonly<Record<string, Acting>> = {
  "PB-01": {
    name: "agentid-freeze-agent",
    accounts: [agentId],
    action: "Disable_agent",
    change: { method: "PATCH", url: "*/microsoft.graph.agentIdentity" },
    read: { method: "GET", url: "*/microsoft.graph.agentIdentity?*" },
    state: agentIsEnabled,
    before: true,
    after: false,
    row: "Freeze",
    rollback: "Unfreeze",
    alreadyDone: disabled,
    unpermitted: { without: "AgentIdentity.EnableDisable.All" },
    tag: "agent-frozen",
  },
  "PB-02": {
    name: "agentid-quarantine-agent",
    accounts: [agentId],
    action: "Set_quarantine",
    change: { method: "PATCH", url: "*/microsoft.graph.agentIdentity" },
    read: { method: "GET", url: "*/microsoft.graph.agentIdentity?*" },
    state: ({ directory }) => {
      const { customSecurityAttributes } = directory.get("servicePrincipals", agentId);
      return (customSecurityAttributes as { AgentGovernance: { QuarantineState: string } }).AgentGovernance
        .QuarantineState;
    },
    before: "None",
    after: "Quarantined",
    row: "Quarantine",
    rollback: "Unfreeze",
    alreadyDone: { directory: (stack) => directoryOf(stack, { quarantine: "Quarantined" }) },
    unpermitted: { without: "CustomSecAttributeAssignment.ReadWrite.All" },
    tag: "agent-quarantined",
  },
  "PB-03": {
    name: "agentid-freeze-blueprint",
    accounts: [agentId],
    details: { BlueprintId: blueprintId },
    alwaysAsks: true,
    action: "Disable_blueprint",
    change: { method: "PATCH", url: "*/microsoft.graph.agentIdentityBlueprintPrincipal" },
    read: { method: "GET", url: "*/servicePrincipals(appId=*" },
    state: ({ directory }) => directory.get("servicePrincipals", blueprintPrincipal).accountEnabled,
    before: true,
    after: false,
    row: "FreezeBlueprint",
    rollback: "Unfreeze",
    alreadyDone: disabled,
    unpermitted: { without: "AgentIdentityBlueprintPrincipal.EnableDisable.All" },
    tag: "blueprint-frozen",
  },
  "PB-04": {
    name: "agentid-remove-credential",
    accounts: [agentId],
    details: { BlueprintId: blueprintId, CredentialId: passwordId },
    alwaysAsks: true,
    action: "Remove_password",
    change: { method: "POST", url: "*/removePassword" },
    read: { method: "GET", url: "*/applications(appId=*" },
    state: ({ directory }) =>
      (directory.get("applications", blueprintApplication).passwordCredentials as readonly unknown[]).length,
    before: 1,
    after: 0,
    row: "RemoveCredential",
    alreadyDone: disabled,
    unpermitted: { without: "AgentIdentityBlueprint.AddRemoveCreds.All" },
    tag: "credential-removed",
  },
  "PB-05": {
    name: "agentid-pause-workflow",
    accounts: [otherAgent],
    action: "Stop_Logic_App",
    change: { method: "POST", url: `*${logicApp}/disable?*` },
    read: { method: "GET", url: `*${logicApp}?*` },
    state: ({ workloads: all }) => all.stateOf(logicApp),
    before: "Enabled",
    after: "Disabled",
    row: "PauseWorkflow",
    rollback: "ResumeWorkflow",
    invisible: {
      faults: [{ method: "GET", url: `*${logicApp}?*`, status: 200, body: { properties: { state: "Enabled" } } }],
    },
    alreadyDone: { workloads: workloads("Disabled") },
    unpermitted: {
      response: { workflowScopes: [] },
      parameters: { WorkflowScopes: [logicApp.split("/").slice(0, 5).join("/")] },
    },
    tag: "workflow-paused",
  },
  "PB-07": {
    name: "agentid-unfreeze",
    accounts: [agentId],
    alwaysAsks: true,
    action: "Enable_agent",
    change: { method: "PATCH", url: "*/microsoft.graph.agentIdentity" },
    read: { method: "GET", url: "*/microsoft.graph.agentIdentity?*" },
    state: agentIsEnabled,
    setting: disabled,
    before: false,
    after: true,
    row: "Unfreeze",
    rollback: "Freeze",
    unpermitted: { without: "AgentIdentity.EnableDisable.All" },
    tag: "agent-released",
  },
  "PB-11": {
    name: "agentid-freeze-classic-agent",
    accounts: [classicAgent],
    alwaysAsks: true,
    action: "Disable_agent",
    change: { method: "PATCH", url: `*/servicePrincipals/${classicAgent}` },
    read: { method: "GET", url: `*/servicePrincipals/${classicAgent}?*` },
    state: ({ directory }) => directory.get("servicePrincipals", classicAgent).accountEnabled,
    before: true,
    after: false,
    row: "Freeze",
    rollback: "Unfreeze",
    alreadyDone: disabled,
    unpermitted: { without: "Application.ReadWrite.OwnedBy" },
    tag: "agent-frozen",
  },
};

/** How far a permission reaches: it changes nothing, stops and releases one agent or workload, or many agents and credentials. */
export type PrivilegeClass = "read" | "freeze" | "fleet";

/** A Microsoft Graph application permission. */
export interface GraphRole {
  readonly class: PrivilegeClass;
  /** permissions that it holds too */
  readonly includes?: readonly string[];
  /** broader ones, which it stands in for */
  readonly insteadOf?: readonly string[];
  /** the tenant's response setting without which nobody uses it */
  readonly when?: "mailSender";
}

/**
 * What playbooks may hold in Microsoft Graph.
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const graphRoles: Readonly<Record<string, GraphRole>> = {
  "AgentIdentity.Read.All": { class: "read", insteadOf: ["AgentIdentity.ReadWrite.All", "Directory.Read.All"] },
  "AgentIdentity.EnableDisable.All": { class: "freeze", insteadOf: ["AgentIdentity.ReadWrite.All"] },
  "AgentIdentityBlueprint.Read.All": {
    class: "read",
    insteadOf: ["AgentIdentityBlueprint.ReadWrite.All", "Application.Read.All", "Directory.Read.All"],
  },
  "AgentIdentityBlueprint.AddRemoveCreds.All": {
    class: "fleet",
    insteadOf: ["AgentIdentityBlueprint.ReadWrite.All", "Application.ReadWrite.All"],
  },
  "AgentIdentityBlueprintPrincipal.Read.All": {
    class: "read",
    insteadOf: ["AgentIdentityBlueprintPrincipal.ReadWrite.All", "Application.Read.All", "Directory.Read.All"],
  },
  "AgentIdentityBlueprintPrincipal.EnableDisable.All": {
    class: "fleet",
    insteadOf: ["AgentIdentityBlueprintPrincipal.ReadWrite.All", "Application.ReadWrite.All"],
  },
  "Application.Read.All": { class: "read", insteadOf: ["Directory.Read.All", "Application.ReadWrite.All"] },
  // Of its own applications it may change credentials too.
  "Application.ReadWrite.OwnedBy": {
    class: "fleet",
    insteadOf: ["Application.ReadWrite.All", "Directory.ReadWrite.All"],
  },
  "CustomSecAttributeAssignment.Read.All": { class: "read" },
  // There is nothing narrower: https://learn.microsoft.com/graph/custom-security-attributes-examples
  "CustomSecAttributeAssignment.ReadWrite.All": {
    class: "freeze",
    includes: ["CustomSecAttributeAssignment.Read.All"],
  },
  "IdentityRiskyAgent.Read.All": { class: "read", insteadOf: ["IdentityRiskyAgent.ReadWrite.All"] },
  // There is nothing narrower: https://learn.microsoft.com/graph/api/riskyagent-confirmcompromised
  "IdentityRiskyAgent.ReadWrite.All": { class: "freeze", includes: ["IdentityRiskyAgent.Read.All"] },
  "User.ReadBasic.All": { class: "read", insteadOf: ["User.Read.All", "User.ReadWrite.All", "Directory.Read.All"] },
  // It writes in any mailbox's name, and changes no identity; Exchange can restrict it to one mailbox.
  "Mail.Send": { class: "read", when: "mailSender" },
};

/** Azure roles that hold another: who has the first needs the second no more. */
export const azureRoleIncludes: Readonly<Record<string, readonly string[]>> = {
  "Microsoft Sentinel Responder": ["Microsoft Sentinel Reader"],
};

/** Reading a workload changes nothing; every other action stops or starts one. */
export const classOfAction = (action: string): PrivilegeClass => (/\/read$/i.test(action) ? "read" : "freeze");

/** Azure roles that let stop agents: what else they allow changes no identity and no workload. */
export const classOfAzureRole = (role: string): PrivilegeClass =>
  // What it signs pauses and resumes single agents outside Entra.
  role === "Key Vault Crypto User" ? "freeze" : "read";

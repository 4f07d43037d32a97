import { Construct, MonitorAadDiagnosticSetting } from "./cdktf";

/** The categories that rules, functions and hunting queries read. */
export const entraCategories = [
  "AuditLogs",
  "SignInLogs",
  "NonInteractiveUserSignInLogs",
  "ServicePrincipalSignInLogs",
  "ManagedIdentitySignInLogs",
  "MicrosoftGraphActivityLogs",
  "CustomSecurityAttributeAuditLogs",
  "AgentRiskEvents",
  "RiskyAgents",
  "ServicePrincipalRiskEvents",
  "RiskyServicePrincipals",
  "NetworkAccessTrafficLogs",
] as const;

/** Sends Entra's logs to a workspace. A tenant has five such settings at most. */
export class EntraDiagnostics extends Construct {
  constructor(scope: Construct, id: string, config: { readonly workspaceId: string }) {
    super(scope, id);
    new MonitorAadDiagnosticSetting(this, "setting", {
      name: "agent-identities",
      logAnalyticsWorkspaceId: config.workspaceId,
      enabledLog: entraCategories.map((category) => ({ category })),
    });
  }
}

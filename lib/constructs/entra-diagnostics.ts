import { AzapiResource } from "./azapi";
import { Construct, MonitorAadDiagnosticSetting } from "./cdktf";

/** The categories of Entra's setting that rules, functions and hunting queries read. */
export const entraCategories = [
  "AuditLogs",
  "SignInLogs",
  "NonInteractiveUserSignInLogs",
  "ServicePrincipalSignInLogs",
  "ManagedIdentitySignInLogs",
  "MicrosoftGraphActivityLogs",
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

/**
 * Sends the log of custom security attributes to a workspace. Entra keeps it apart from its other logs, behind a resource
 * type and a role of its own: in the setting of the others it would make the whole setting fail.
 * @see https://learn.microsoft.com/entra/fundamentals/custom-security-attributes-manage
 */
export class AttributeDiagnostics extends Construct {
  constructor(scope: Construct, id: string, config: { readonly workspaceId: string }) {
    super(scope, id);
    new AzapiResource(this, "setting", {
      type: "microsoft.aadcustomsecurityattributesdiagnosticsettings/diagnosticSettings@2017-04-01-preview",
      name: "agent-identities",
      // Of the tenant, as Entra's own.
      parentId: "/",
      body: {
        properties: {
          workspaceId: config.workspaceId,
          logs: [{ category: "CustomSecurityAttributeAuditLogs", enabled: true }],
        },
      },
      // Azure publishes no types for it.
      schemaValidationEnabled: false,
    });
  }
}

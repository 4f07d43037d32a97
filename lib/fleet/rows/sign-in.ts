import type { Token } from "../activity/token";
import type { FleetAgent } from "../plan/agent";
import type { Company } from "../plan/company";
import type { Site } from "../plan/site";
import type { Row, Sink } from "../row";
import { iso } from "../time";

const servicePrincipals = "AADServicePrincipalSignInLogs";
const managedIdentities = "AADManagedIdentitySignInLogs";

/** What a scenario wants otherwise about a sign-in. */
export interface SignInChanges {
  readonly ip?: string;
  readonly site?: Site;
  /** Entra's error code; default success */
  readonly resultType?: string;
  readonly resultDescription?: string;
  readonly resource?: { readonly name: string; readonly id: string };
  /** columns of the leg that presents the credential */
  readonly credential?: Row;
  readonly userAgent?: string;
}

const graph = { name: "Microsoft Graph", id: "00000003-0000-0000-c000-000000000000" };

/** The sign-ins by which an agent gets a token: the blueprint's leg and the agent's, or a classic agent's only one. */
export function signIn(
  sink: Sink,
  company: Company,
  agent: FleetAgent,
  token: Token,
  changes: SignInChanges = {},
): void {
  const { blueprint } = agent;
  const credential = changes.credential ?? credentialColumns(token);
  if (token.retried)
    sink(servicePrincipals, token.issued - 1400, {
      ...agentLeg(company, agent, token, token.issued - 1400, { ...changes, ...transient }),
      Id: `${token.uniqueId}-0`,
      UniqueTokenIdentifier: "",
      ...(blueprint.classic && credential),
    });
  if (!blueprint.classic) {
    const time = token.issued - 400;
    sink(servicePrincipals, time, {
      ...common(company, token, time, changes.site ?? token.site, changes),
      Id: `${token.uniqueId}-1`,
      AppId: blueprint.appId,
      ServicePrincipalId: blueprint.principalId,
      ServicePrincipalName: blueprint.name,
      Agent: JSON.stringify({ agentType: "agenticApp", agentSubjectType: "notAgentic" }),
      ResourceDisplayName: "AzureADTokenExchange",
      ResourceIdentity: "fb60f99c-7a34-4190-8149-302f77469936",
      UniqueTokenIdentifier: `${token.uniqueId}t1`,
      ResultType: "0",
      ResultDescription: "",
      ...credential,
    });
    if (blueprint.kind.runtime === "containerApp" && !changes.credential)
      sink(managedIdentities, time - 200, managedIdentityLeg(company, agent, token, time - 200));
  }
  sink(servicePrincipals, token.issued, {
    ...agentLeg(company, agent, token, token.issued, changes),
    ...(blueprint.classic && credential),
  });
}

const transient = {
  resultType: "90033",
  resultDescription: "A transient error has occurred. Please try again.",
} as const;

function agentLeg(company: Company, agent: FleetAgent, token: Token, time: number, changes: SignInChanges): Row {
  const { blueprint } = agent;
  const resource = changes.resource ?? graph;
  return {
    ...common(company, token, time, changes.site ?? token.site, changes),
    Id: `${token.uniqueId}-2`,
    AppId: agent.appId,
    ServicePrincipalId: agent.id,
    ServicePrincipalName: agent.name,
    Agent: blueprint.classic
      ? ""
      : JSON.stringify({
          agentType: "agenticAppInstance",
          parentAppId: blueprint.appId,
          agentSubjectType: "notAgentic",
        }),
    ClientCredentialType: "clientAssertion",
    ResourceDisplayName: resource.name,
    ResourceIdentity: resource.id,
    UniqueTokenIdentifier: changes.resultType ? "" : token.uniqueId,
    ResultType: changes.resultType ?? "0",
    ResultDescription: changes.resultDescription ?? "",
  };
}

/** The columns that say which credential was presented. */
function credentialColumns({ credential }: Token): Row {
  if (credential.type === "FederatedIdentityCredential")
    return { ClientCredentialType: "federatedIdentityCredential", FederatedCredentialId: credential.id };
  return {
    ClientCredentialType: "certificate",
    ServicePrincipalCredentialKeyId: credential.id,
    ServicePrincipalCredentialThumbprint: credential.thumbprint,
  };
}

/** The managed identity whose token a container app presents; Entra logs no address for it. */
function managedIdentityLeg(company: Company, agent: FleetAgent, token: Token, time: number): Row {
  const { blueprint } = agent;
  const { IPAddress, AutonomousSystemNumber, ...rest } = common(company, token, time, token.site, {});
  return {
    ...rest,
    Category: "ManagedIdentitySignInLogs",
    Id: `${token.uniqueId}-m`,
    AppId: blueprint.managedIdentityId,
    ServicePrincipalId: blueprint.managedIdentityId,
    ServicePrincipalName: `id-${blueprint.name}`,
    ManagedServiceIdentity: JSON.stringify({ msiType: "userAssigned" }),
    ResourceDisplayName: "AzureADTokenExchange",
    ResourceIdentity: "fb60f99c-7a34-4190-8149-302f77469936",
    UniqueTokenIdentifier: `${token.uniqueId}mi`,
    ResultType: "0",
    ResultDescription: "",
  };
}

function common(company: Company, token: Token, time: number, site: Site, changes: SignInChanges): Row {
  return {
    TimeGenerated: iso(time),
    CreatedDateTime: iso(time),
    AADTenantId: company.tenantId,
    AppOwnerTenantId: company.tenantId,
    ResourceOwnerTenantId: company.tenantId,
    Category: "ServicePrincipalSignInLogs",
    OperationName: "Sign-in activity",
    CorrelationId: token.correlationId,
    SessionId: token.sessionId,
    IPAddress: changes.ip ?? token.ip,
    AutonomousSystemNumber: site.asn,
    Location: site.country,
    LocationDetails: JSON.stringify({ city: site.city, countryOrRegion: site.country }),
    ConditionalAccessStatus: "notApplied",
    AuthenticationProcessingDetails: JSON.stringify([{ key: "Is CAE Token", value: "False" }]),
    DurationMs: 90,
    Level: "4",
    UserAgent: changes.userAgent ?? "azsdk-js-identity/4.10",
  };
}

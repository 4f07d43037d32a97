import type { DirectoryData, GraphObject } from "../emulator/graph";
import type { FleetAgent } from "./plan/agent";
import type { Blueprint } from "./plan/blueprint";
import type { Person } from "./plan/company";
import type { FleetPlan } from "./plan/plan";
import { credentialsAt } from "./rows/asset";
import { iso } from "./time";

/** Microsoft Graph's own service principal and some of its app roles; their ids are the same in every tenant. */
const graphAppId = "00000003-0000-0000-c000-000000000000";
const graphPrincipalId = "7f1c5b2e-52c0-4f2f-9f8c-0d9b3a6e5c11";
const appRoles = {
  "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
  "Sites.Selected": "883ea226-0bf2-4a8f-9f9d-92c9162a727d",
  "RoleManagement.ReadWrite.Directory": "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
} as const;

/** What Microsoft Graph shows of a fleet at an instant: a directory for the emulator's Graph. */
export function fleetDirectory(plan: FleetPlan, time: number = plan.window.start): DirectoryData {
  const { company, blueprints } = plan;
  const agents = plan.agents.filter(({ created }) => created <= time);
  const modern = blueprints.filter(({ classic }) => !classic);
  return {
    tenantId: company.tenantId,
    applications: [
      ...modern.map((blueprint) => blueprintObject(blueprint, time)),
      ...agents.filter((agent) => agent.blueprint.classic).map((agent) => classicApplication(agent, time)),
    ],
    servicePrincipals: [
      graphPrincipal,
      ...modern.map((blueprint) => principalObject(plan, blueprint)),
      ...agents.map((agent) => (agent.blueprint.classic ? classicPrincipal(plan, agent) : agentObject(plan, agent))),
    ],
    users: [],
    federatedIdentityCredentials: Object.fromEntries(
      modern.map((blueprint) => [blueprint.objectId, federated(blueprint, time)]),
    ),
    relations: Object.fromEntries([
      ...modern.flatMap((blueprint) => [
        [blueprint.objectId, people(blueprint)],
        [blueprint.principalId, { ...people(blueprint), ...grants(blueprint.principalId, granted) }],
      ]),
      ...agents.map((agent) => [agent.id, agentRelations(agent)]),
    ]),
    riskyAgents: [],
  };
}

const granted = ["User.Read.All", "Sites.Selected"] as const;

const graphPrincipal: GraphObject = {
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: graphPrincipalId,
  appId: graphAppId,
  displayName: "Microsoft Graph",
  appRoles: Object.entries(appRoles).map(([value, id]) => ({ id, value })),
};

function blueprintObject(blueprint: Blueprint, time: number): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.agentIdentityBlueprint",
    id: blueprint.objectId,
    appId: blueprint.appId,
    displayName: blueprint.name,
    createdDateTime: iso(blueprint.created),
    ...application,
    ...keys(blueprint, time),
  };
}

function principalObject({ company }: FleetPlan, blueprint: Blueprint): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.agentIdentityBlueprintPrincipal",
    id: blueprint.principalId,
    appId: blueprint.appId,
    displayName: blueprint.name,
    createdDateTime: iso(blueprint.created),
    appOwnerOrganizationId: company.tenantId,
    ...principal,
  };
}

function agentObject({ company }: FleetPlan, agent: FleetAgent): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.agentIdentity",
    id: agent.id,
    appId: agent.appId,
    displayName: agent.name,
    agentIdentityBlueprintId: agent.blueprintId,
    createdByAppId: company.factory.appId,
    createdDateTime: iso(agent.created),
    appOwnerOrganizationId: company.tenantId,
    ...principal,
    servicePrincipalType: "ServiceIdentity",
    customSecurityAttributes: {
      AgentGovernance: { QuarantineState: "None", ResponseMode: agent.blueprint.kind.policy.responseMode },
    },
  };
}

function classicPrincipal({ company }: FleetPlan, agent: FleetAgent): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.servicePrincipal",
    id: agent.id,
    appId: agent.appId,
    displayName: agent.name,
    createdDateTime: iso(agent.created),
    appOwnerOrganizationId: company.tenantId,
    ...principal,
    tags: ["AIAgent"],
  };
}

function classicApplication(agent: FleetAgent, time: number): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.application",
    id: agent.blueprint.objectId,
    appId: agent.appId,
    displayName: agent.name,
    createdDateTime: iso(agent.created),
    ...application,
    ...keys(agent.blueprint, time),
    tags: ["AIAgent"],
  };
}

const application = {
  signInAudience: "AzureADMyOrg",
  publisherDomain: "contoso.com",
  disabledByMicrosoftStatus: null,
  tags: [],
};

const principal = {
  accountEnabled: true,
  disabledByMicrosoftStatus: null,
  servicePrincipalType: "Application",
  tags: [],
};

function keys(blueprint: Blueprint, time: number) {
  const certificates = credentialsAt(blueprint, time).filter(({ type }) => type === "Certificate");
  return {
    keyCredentials: certificates.map(({ id, name, thumbprint, from, to }) => ({
      keyId: id,
      displayName: name,
      customKeyIdentifier: thumbprint,
      type: "AsymmetricX509Cert",
      usage: "Verify",
      startDateTime: iso(from),
      endDateTime: iso(to),
    })),
    passwordCredentials: [],
  };
}

function federated(blueprint: Blueprint, time: number): GraphObject[] {
  return credentialsAt(blueprint, time)
    .filter(({ type }) => type === "FederatedIdentityCredential")
    .map(({ id, name, issuer, subject }) => ({
      "@odata.type": "#microsoft.graph.federatedIdentityCredential",
      id,
      name,
      issuer,
      subject,
      audiences: ["api://AzureADTokenExchange"],
    }));
}

function agentRelations({ id, blueprint }: FleetAgent) {
  return blueprint.classic
    ? { ...people(blueprint), ...grants(id, ["Sites.Selected"]) }
    : {
        ...people(blueprint),
        inheritedAppRoleAssignments: grants(id, granted).appRoleAssignments,
      };
}

function people({ owner, sponsor }: Blueprint) {
  return { owners: [user(owner)], sponsors: [user(sponsor)] };
}

function user({ id, name, upn }: Person): GraphObject {
  return { "@odata.type": "#microsoft.graph.user", id, displayName: name, userPrincipalName: upn };
}

function grants(principalId: string, roles: readonly (keyof typeof appRoles)[]) {
  return {
    appRoleAssignments: roles.map(
      (role): GraphObject => ({
        "@odata.type": "#microsoft.graph.appRoleAssignment",
        id: `${principalId}/${role}`,
        appRoleId: appRoles[role],
        principalId,
        resourceId: graphPrincipalId,
        resourceDisplayName: "Microsoft Graph",
      }),
    ),
  };
}

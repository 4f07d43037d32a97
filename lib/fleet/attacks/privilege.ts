import { agentTarget, attributeTable, principalTarget, type Target } from "../rows/audit";
import { resourceRow, resourceTable } from "../rows/resource-activity";
import { minute } from "../time";
import type { Attack } from "./attack";
import type { Scene } from "./scene";

const graphPrincipal = "7f1c5b2e-52c0-4f2f-9f8c-0d9b3a6e5c11";

/** The target of a grant: the API, which names who is given something. */
function granted(scene: Scene, modified: NonNullable<Target["modified"]>): Target {
  const { agent } = scene;
  return {
    id: graphPrincipal,
    name: "Microsoft Graph",
    type: "ServicePrincipal",
    modified: [
      ...modified,
      { name: "ServicePrincipal.ObjectID", new: agent.id },
      { name: "ServicePrincipal.DisplayName", new: agent.name },
      { name: "ServicePrincipal.AppId", new: agent.appId },
    ],
  };
}

function grantRole(scene: Scene, role: string): Target[] {
  return [granted(scene, [{ name: "AppRole.Value", new: role }]), agentTarget(scene.agent)];
}

function delegate(scene: Scene, before: string, after: string): Target[] {
  const scopes = { name: "DelegatedPermissionGrant.Scope", old: before, new: after };
  return [granted(scene, [scopes, { name: "DelegatedPermissionGrant.ConsentType", new: "AllPrincipals" }])];
}

/** Attacks that give an agent more than it needs, or less of what holds it. */
export const privilegeAttacks: readonly Attack[] = [
  {
    name: "directory-permission",
    title: "A colleague's account grants an agent the permission to manage roles",
    strength: "strong",
    detections: ["AIC-003"],
    write(scene) {
      const targets = grantRole(scene, "RoleManagement.ReadWrite.Directory");
      scene.audit(scene.at, "Add app role assignment to service principal", { user: scene.insider }, targets);
    },
  },
  {
    name: "mail-of-everybody",
    title: "An agent is given delegated access to the mail and files of everybody in the tenant",
    strength: "medium",
    detections: ["AIC-003"],
    write(scene) {
      const targets = delegate(scene, "", " Mail.Read Files.Read.All");
      scene.audit(scene.at, "Add delegated permission grant", { user: scene.insider }, targets);
      const text = `[] => [[Id: K1, ClientId: ${scene.agent.id}, PrincipalId: , ResourceId: ${graphPrincipal}, ConsentType: AllPrincipals, Scope:  Mail.Read Files.Read.All, CreatedDateTime: , LastModifiedDateTime ]]; `;
      const modified = [
        { name: "ConsentContext.IsAdminConsent", new: "True" },
        { name: "ConsentAction.Permissions", new: text },
      ];
      scene.audit(scene.at + 400, "Consent to application", { user: scene.insider }, [
        agentTarget(scene.agent, modified),
      ]);
    },
  },
  {
    name: "consent-amended",
    title: "A consent that an agent has long had is widened to writing the directory",
    strength: "medium",
    detections: ["AIC-003"],
    write(scene) {
      const targets = delegate(scene, " User.Read", " User.Read Directory.ReadWrite.All");
      scene.audit(scene.at, "Add delegated permission grant", { user: scene.insider }, targets);
      const same =
        "[[Id: K1, Scope:  User.Read, CreatedDateTime: ]] => [[Id: K1, Scope:  User.Read, CreatedDateTime: ]]; ";
      const modified = [{ name: "ConsentAction.Permissions", new: same }];
      scene.audit(scene.at + 300, "Consent to application", { user: scene.insider }, [
        agentTarget(scene.agent, modified),
      ]);
    },
  },
  {
    name: "directory-role",
    title: "A colleague's account makes an agent an application administrator",
    strength: "strong",
    detections: ["AIC-004"],
    write(scene) {
      const modified = [
        { name: "Role.DisplayName", new: "Application Administrator" },
        { name: "Role.TemplateId", new: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3" },
        { name: "Role.WellKnownObjectName", new: "ApplicationAdministrators" },
      ];
      const role: Target = { id: scene.random.guid(), name: "", type: "Role" };
      scene.audit(
        scene.at,
        "Add member to role",
        { user: scene.insider },
        [agentTarget(scene.agent, modified), role],
        "RoleManagement",
      );
    },
  },
  {
    name: "azure-role",
    title: "A colleague's account makes an agent owner of the subscription",
    strength: "medium",
    detections: ["AIC-004"],
    write(scene) {
      const { company, random, agent, at, insider } = scene;
      const subscription = `/subscriptions/${company.subscriptionId}`;
      const resourceId = `${subscription}/providers/Microsoft.Authorization/roleAssignments/${random.guid()}`;
      const requestbody = JSON.stringify({
        Id: resourceId,
        Properties: {
          PrincipalId: agent.id,
          PrincipalType: "ServicePrincipal",
          RoleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635`,
          Scope: subscription,
        },
      });
      const event = {
        operation: "Microsoft.Authorization/roleAssignments/write",
        resourceId,
        caller: { id: insider.upn, appId: "c44b4083-3bb0-49c1-b47d-974e53cbdf3c", ip: insider.ip },
        correlationId: random.guid(),
      };
      const started = {
        ...resourceRow(company, at, { ...event, properties: { requestbody } }),
        ActivityStatusValue: "Start",
      };
      scene.row(resourceTable, at, started);
      scene.row(resourceTable, at + 1200, resourceRow(company, at + 1200, event));
    },
  },
  {
    name: "grants-itself",
    title: "An agent grants itself the permission to grant permissions",
    strength: "strong",
    detections: ["AIC-005", "AIC-003"],
    write(scene) {
      const token = scene.token(scene.at);
      const time = scene.at + 30_000;
      const path = `/v1.0/servicePrincipals/${scene.agent.id}/appRoleAssignments`;
      scene.graph(token, time, {
        method: "POST",
        path,
        status: 201,
        size: 420,
        roles: "AppRoleAssignment.ReadWrite.All",
      });
      const targets = grantRole(scene, "AppRoleAssignment.ReadWrite.All");
      scene.audit(time + 500, "Add app role assignment to service principal", { agent: scene.agent }, targets);
    },
  },
  {
    name: "password-on-itself",
    title: "An agent without a blueprint adds a password to its own principal",
    strength: "medium",
    detections: ["AIC-005", "AIC-001"],
    victims: { kinds: ["procurement", "supplier-watch"] },
    write(scene) {
      const { agent, at } = scene;
      const token = scene.token(at);
      const time = at + 25_000;
      scene.graph(token, time, { method: "POST", path: `/v1.0/servicePrincipals/${agent.id}/addPassword`, size: 380 });
      const added = `[KeyIdentifier=${scene.random.guid()},KeyType=Password,KeyUsage=Verify,DisplayName=]`;
      const modified = [{ name: "KeyDescription", old: [], new: [added] }];
      scene.audit(time + 600, "Update application – Certificates and secrets management ", { agent }, [
        agentTarget(agent, modified),
      ]);
    },
  },
  {
    name: "steers-a-colleague",
    title: "An agent adds a credential to another agent's identity",
    strength: "medium",
    detections: ["AIC-006"],
    write(scene) {
      const { agent, at, world } = scene;
      const others = world.plan.agents.filter((one) => one.blueprint.classic && one !== agent);
      const other = others[agent.index % others.length] ?? agent;
      const token = scene.token(at);
      scene.graph(token, at + 20_000, { path: `/v1.0/servicePrincipals?$filter=appId eq '${other.appId}'` });
      scene.graph(token, at + 50_000, { method: "POST", path: `/v1.0/servicePrincipals/${other.id}/addPassword` });
      const added = `[KeyIdentifier=${scene.random.guid()},KeyType=Password,KeyUsage=Verify,DisplayName=x]`;
      const modified = [{ name: "KeyDescription", old: [], new: [added] }];
      scene.audit(at + 51_000, "Update application – Certificates and secrets management ", { agent }, [
        agentTarget(other, modified),
      ]);
    },
  },
  {
    name: "response-switched-off",
    title: "A colleague's account sets an agent's response mode to Off",
    strength: "medium",
    detections: ["AIC-016"],
    write(scene) {
      const old = scene.agent.blueprint.kind.policy.responseMode;
      const target = agentTarget(scene.agent, [{ name: "AgentGovernance/ResponseMode", old, new: "Off" }]);
      const operation = "Update attribute values for a servicePrincipal";
      scene.audit(scene.at, operation, { user: scene.insider }, [target], "AttributeManagement", attributeTable);
    },
  },
  {
    name: "left-out-of-a-policy",
    title: "A colleague's account leaves an agent out of the policy that blocks agents at risk",
    strength: "medium",
    detections: ["AIC-016"],
    write(scene) {
      const policy = (excluded: readonly string[]) => ({
        displayName: "Block agents at risk",
        state: "enabled",
        conditions: {
          clientApplications: { includeAgentIdServicePrincipals: ["All"], excludeAgentIdServicePrincipals: excluded },
          applications: { includeApplications: ["All"], excludeApplications: [] },
        },
        grantControls: { builtInControls: ["block"] },
      });
      const modified = [{ name: "ConditionalAccessPolicy", old: policy([]), new: policy([scene.agent.id]) }];
      const target: Target = { id: scene.random.guid(), name: "Block agents at risk", type: "Policy", modified };
      scene.audit(scene.at, "Update conditional access policy", { user: scene.insider }, [target], "Policy");
    },
  },
  {
    name: "permission-for-the-blueprint",
    title: "A blueprint is given application access to all mail, which every agent of it inherits",
    strength: "medium",
    detections: ["AIC-003"],
    write(scene) {
      const { blueprint } = scene.agent;
      const target: Target = {
        id: graphPrincipal,
        name: "Microsoft Graph",
        type: "ServicePrincipal",
        modified: [
          { name: "AppRole.Value", new: "Mail.ReadWrite" },
          { name: "ServicePrincipal.ObjectID", new: blueprint.principalId },
          { name: "ServicePrincipal.AppId", new: blueprint.appId },
        ],
      };
      const by = { user: scene.insider };
      scene.audit(scene.at, "Add app role assignment to service principal", by, [target, principalTarget(blueprint)]);
      const token = scene.token(scene.at + 50 * minute);
      scene.graph(token, scene.at + 51 * minute, { path: "/v1.0/users/ceo@contoso.com/messages", size: 64_000 });
    },
  },
];

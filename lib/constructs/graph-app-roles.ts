import { Construct, DataAzurermUserAssignedIdentity } from "./cdktf";
import { MsgraphData, MsgraphResource } from "./msgraph";
import { TerraformData } from "./terraform-data";

/** Application permissions of Microsoft Graph for one managed identity. */
export interface GraphGrant {
  /** What the grant is called in the stack, such as the playbook's id. */
  readonly id: string;
  /** Name of the user-assigned identity. */
  readonly identityName: string;
  readonly resourceGroupName: string;
  /** By value, such as `AgentIdentity.EnableDisable.All`. */
  readonly roles: readonly string[];
}

/** Microsoft Graph in every tenant. */
const graphAppId = "00000003-0000-0000-c000-000000000000";

/**
 * Grants application permissions of Microsoft Graph to managed identities that another stack made. Roles are looked up by
 * value when it is deployed, so that no id is written down that Microsoft could change.
 */
export class GraphAppRoles extends Construct {
  constructor(scope: Construct, id: string, config: { readonly grants: readonly GraphGrant[] }) {
    super(scope, id);
    const roles = [...new Set(config.grants.flatMap((grant) => grant.roles))].sort();
    if (roles.length === 0) return;
    const graph = new MsgraphData(this, "graph", {
      url: "servicePrincipals",
      query: { $filter: `appId eq '${graphAppId}'` },
      outputs: {
        id: "value[0].id",
        ...Object.fromEntries(roles.map((role) => [key(role), `value[0].appRoles[?value=='${role}'].id | [0]`])),
      },
    });
    for (const grant of config.grants) {
      const identity = new DataAzurermUserAssignedIdentity(this, `${grant.id}-identity`, {
        name: grant.identityName,
        resourceGroupName: grant.resourceGroupName,
      });
      // A changed url alone replaces nothing, and Graph cannot change an assignment. Terraform takes the bare address here.
      const principal = new TerraformData(this, `${grant.id}-principal`, {
        input: { principalId: identity.principalId },
      });
      for (const role of grant.roles)
        new MsgraphResource(this, `${grant.id}-${role}`, {
          url: `servicePrincipals/${identity.principalId}/appRoleAssignments`,
          body: {
            principalId: identity.principalId,
            resourceId: graph.output("id"),
            appRoleId: graph.output(key(role)),
          },
          lifecycle: { replaceTriggeredBy: [`${principal.terraformResourceType}.${principal.friendlyUniqueId}`] },
        });
    }
  }
}

/** Outputs are attributes, whose names hold no dots. */
const key = (role: string) => role.replaceAll(".", "_");

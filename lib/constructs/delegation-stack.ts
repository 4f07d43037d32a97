import { delegationStackName, type Tenant } from "../tenants";
import { AzurermProvider, type Construct, LighthouseAssignment, LighthouseDefinition, TerraformStack } from "./cdktf";
import { type Duty, reader, rolesOfDuty } from "./delegated-duties";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import { setBackend, setConstraints } from "./stack-settings";

type Delegation = NonNullable<Tenant["delegation"]>;

/** Azure Lighthouse speaks of roles by their GUID alone. */
interface Authorization {
  readonly principalId: string;
  readonly principalDisplayName: string;
  readonly roleDefinitionId: string;
}

/**
 * Who of a managing tenant may do what in the resource group, `<tenant>-delegation`: a stack of its own, since only an owner of the
 * customer's subscription may deploy it, and destroying it is how the customer ends it. Deployed after the tenant's own stack.
 */
export class DelegationStack extends TerraformStack {
  constructor(scope: Construct, tenant: Tenant, delegation: Delegation) {
    const name = delegationStackName(tenant.name);
    super(scope, name);
    const { subscriptionId, tenantId, resourceGroup } = tenant;
    new AzurermProvider(this, "azurerm", { subscriptionId, tenantId, features: [{}] });
    setConstraints(this, {});
    setBackend(this, tenant, name);
    const ids = [subscriptionId, resourceGroup.name, delegation.managingTenantId];
    const definition = new LighthouseDefinition(this, "definition", {
      name: `Agent identities in Microsoft Sentinel (${resourceGroup.name})`,
      description:
        "read: incidents, rows and workbooks; respond: incidents and playbooks; deploy: content, and nobody's permissions",
      lighthouseDefinitionId: stableId("lighthouse-definition", ...ids),
      managingTenantId: delegation.managingTenantId,
      scope: `/subscriptions/${subscriptionId}`,
      authorization: standing(delegation),
      eligibleAuthorization: eligible(delegation),
    });
    new LighthouseAssignment(this, "assignment", {
      name: stableId("lighthouse-assignment", ...ids),
      scope: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}`,
      lighthouseDefinitionId: definition.id,
    });
  }
}

const duties = Object.keys(rolesOfDuty) as readonly Duty[];

/** What is held always, each once. */
function standing(delegation: Delegation): Authorization[] {
  const all = duties.flatMap((duty) => {
    const { groups = [], eligible } = delegation[duty] ?? {};
    return authorizations(groups, eligible ? [reader] : rolesOfDuty[duty]);
  });
  const key = ({ principalId, roleDefinitionId }: Authorization) => `${principalId} ${roleDefinitionId}`.toLowerCase();
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

/** What is activated. Azure wants one policy for each role, which is why a duty has it and not a group. */
function eligible(delegation: Delegation) {
  return duties.flatMap((duty) => {
    const { groups = [], eligible: policy } = delegation[duty] ?? {};
    if (!policy) return [];
    return authorizations(groups, rolesOfDuty[duty]).map((one) => ({
      ...one,
      justInTimeAccessPolicy: {
        multiFactorAuthProvider: "Azure",
        maximumActivationDuration: `PT${policy.hours}H`,
        approver: policy.approvers?.map((principalId) => ({ principalId })),
      },
    }));
  });
}

const authorizations = (
  groups: readonly { readonly id: string; readonly name: string }[],
  roles: readonly { readonly id: string }[],
): Authorization[] =>
  groups.flatMap(({ id, name }) =>
    roles.map((role) => ({
      principalId: id,
      principalDisplayName: escapeTemplate(name),
      roleDefinitionId: role.id,
    })),
  );

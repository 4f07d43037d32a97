import type { Content } from "../content";
import type { Tenant } from "../tenants";
import { AgentIdentities } from "./agent-identities";
import { AzapiProvider } from "./azapi";
import { AzurermBackend, AzurermProvider, type Construct, LocalBackend, TerraformStack } from "./cdktf";
import { escapeData } from "./escape";

/** The azurerm releases the output is written for: 4.60 fixes reads the solution relies on, 5.0 removes attributes. */
export const azurermConstraint = ">= 4.60.0, < 5.0.0";
/** The oldest Terraform that azapi's write-only attributes need. */
export const terraformConstraint = ">= 1.11.0";

/** One tenant's deployment: providers, state backend and the solution. */
export class TenantStack extends TerraformStack {
  readonly solution: AgentIdentities;

  constructor(scope: Construct, tenant: Tenant, content: Content) {
    super(scope, tenant.name);
    const { subscriptionId, tenantId } = tenant;
    new AzurermProvider(this, "azurerm", {
      subscriptionId,
      tenantId,
      features: [{}],
    });
    new AzapiProvider(this, "azapi", { subscriptionId });
    // Without a backend of its own the output would hold an absolute path of the machine that wrote it.
    if (tenant.backend) {
      const { resourceGroupName, storageAccountName, containerName } = tenant.backend;
      new AzurermBackend(this, {
        resourceGroupName,
        storageAccountName,
        containerName,
        key: `${tenant.name}.tfstate`,
        useAzureadAuth: true,
      });
    } else {
      new LocalBackend(this, { path: `terraform.${tenant.name}.tfstate` });
    }
    // The bindings pin the one release they were generated from.
    this.addOverride("terraform.required_providers.azurerm.version", azurermConstraint);
    this.addOverride("terraform.required_version", terraformConstraint);
    this.solution = new AgentIdentities(this, "agents", {
      ...tenant,
      tags: escapeData(tenant.tags),
      watchlistItems: tenant.watchlists,
      content,
    });
  }
}

import type { Content } from "../content";
import type { Tenant } from "../tenants";
import { AgentIdentities } from "./agent-identities";
import { type Construct, TerraformStack } from "./cdktf";
import { escapeData } from "./escape";
import { addProviders, setBackend } from "./stack-settings";

/** One tenant's deployment: providers, state backend and the solution. */
export class TenantStack extends TerraformStack {
  readonly solution: AgentIdentities;

  constructor(scope: Construct, tenant: Tenant, content: Content) {
    super(scope, tenant.name);
    addProviders(this, tenant);
    setBackend(this, tenant, tenant.name);
    this.solution = new AgentIdentities(this, "agents", {
      ...tenant,
      tags: escapeData(tenant.tags),
      watchlistItems: tenant.watchlists,
      content,
    });
  }
}

import type { Content } from "../content";
import type { Tenant } from "../tenants";
import { AgentIdentities } from "./agent-identities";
import { type Construct, TerraformOutput, TerraformStack } from "./cdktf";
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
    this.tellSenders();
    this.tellPlatforms();
  }

  /** What platforms of agents outside Entra are configured with. */
  private tellPlatforms(): void {
    const { responseKey } = this.solution;
    if (responseKey)
      new TerraformOutput(this, "response_key", {
        description: "the key whose public part verifies messages to platforms: az keyvault key download --id",
        value: responseKey.address,
      });
  }

  /** What senders are configured with. */
  private tellSenders(): void {
    const { shared, senders } = this.solution.waysIn;
    new TerraformOutput(this, "logs_ingestion_endpoint", { value: shared.endpoint.logsIngestionEndpoint });
    new TerraformOutput(this, "sender_rule_ids", {
      description: "immutable id of each sender's data collection rule, by the sender's name",
      value: Object.fromEntries([...senders].map(([name, { rule }]) => [name, rule.immutableId])),
    });
  }
}

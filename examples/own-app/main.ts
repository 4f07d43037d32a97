import { App, TerraformStack } from "cdktf";
import { AgentIdentities, addProviders, setBackend } from "sentinel-agent-identities";

// An app of one's own: the solution beside whatever else the stack holds.
const place = {
  name: "soc",
  tenantId: "7a1c5f0e-2b64-4d39-8e05-c9f3b1d26a48",
  subscriptionId: "b3e80d52-6c1f-4a97-9d24-51f7ac0e8b36",
  location: "westeurope",
  resourceGroup: { name: "rg-agent-identities" },
  workspace: { name: "law-agent-identities" },
};

const app = new App();
const stack = new TerraformStack(app, place.name);
addProviders(stack, place);
setBackend(stack, place, place.name);
const solution = new AgentIdentities(stack, "agents", { ...place, tags: { owner: "soc@contoso.com" } });
console.log(`${solution.rules.size} analytics rules`);
app.synth();

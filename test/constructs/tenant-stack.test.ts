import { homedir } from "node:os";
import { azurermConstraint, terraformConstraint } from "../../lib/constructs";
import { packageRoot } from "../../lib/content";
import { tenant } from "./support/fixtures";
import type { Json } from "./support/match";
import { synthesized } from "./support/synth";
import { openTemplates } from "./support/terraform-text";

const template = synthesized(tenant);

test("asks for the releases the output is written for", () => {
  expect(template.settings.terraform).toMatchObject({
    required_version: terraformConstraint,
    required_providers: {
      azurerm: { source: "azurerm", version: azurermConstraint },
      azapi: { source: "Azure/azapi", version: "~> 2.9" },
      time: { source: "hashicorp/time", version: "~> 0.13" },
    },
  });
  expect(azurermConstraint).toBe(">= 4.60.0, < 6.0.0");
});

test("providers are told where, never with what secret", () => {
  expect(template.settings.provider).toEqual({
    azurerm: [{ features: [{}], subscription_id: tenant.subscriptionId, tenant_id: tenant.tenantId }],
    azapi: [{ subscription_id: tenant.subscriptionId }],
    time: [{}],
  });
});

describe("state", () => {
  test("is a file beside the stack unless told otherwise", () => {
    expect(template.settings.terraform).toMatchObject({ backend: { local: { path: "terraform.fabrikam.tfstate" } } });
  });

  test("goes to Azure storage, by Entra sign-in", () => {
    const backend = { resourceGroupName: "rg-state", storageAccountName: "state", containerName: "tf" };
    expect(synthesized({ ...tenant, backend }).settings.terraform).toMatchObject({
      backend: {
        azurerm: {
          resource_group_name: "rg-state",
          storage_account_name: "state",
          container_name: "tf",
          key: "fabrikam.tfstate",
          use_azuread_auth: true,
          subscription_id: tenant.subscriptionId,
          tenant_id: tenant.tenantId,
        },
      },
    });
  });
});

test("nothing of the machine that wrote it is in the output", () => {
  for (const path of [packageRoot(), process.cwd(), homedir(), "/tmp"]) expect(template.text).not.toContain(path);
});

test("no attribute holds a secret", () => {
  const secrets = attributes(template.json).filter(
    ([name, value]) =>
      typeof value !== "object" &&
      /(^|_)(secrets?|passwords?|((access|shared|api)_?key)|connection_?string|sas_?token)(_|$)/i.test(name),
  );
  expect(secrets).toEqual([]);
});

test("what a tenant file says is text, not Terraform", () => {
  const marked = synthesized({
    ...tenant,
    tags: { "cost-${centre}": "${var.centre}" },
    watchlists: { AgentPolicy: [{ AgentOrBlueprintId: "a", Criticality: "%{ if true }" }] },
  });
  expect(openTemplates(marked.json).filter((text) => !/^\$\{(lower\()?(azurerm|azapi)_/.test(text))).toEqual([]);
  expect(marked.text).toContain("$${var.centre}");
  expect(marked.text).toContain("%%{ if true }");
});

/** Names and values of all attributes outside static content (queries, workflows), which is data to Terraform. */
function attributes(value: Json): [string, Json][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value as Record<string, Json>).flatMap(([name, item]): [string, Json][] =>
    name === "definition" ? [] : [[name, item], ...attributes(item)],
  );
}

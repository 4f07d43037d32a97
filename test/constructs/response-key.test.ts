import { readStack } from "../../lib/emulator/terraform/stack";
import type { Tenant } from "../../lib/tenants";
import { contoso, stackOf } from "../shared/stacks";

const endpoints = { AWS: "https://agents.contoso.com/responses" };
const stack = (more: Partial<Tenant>) => readStack(stackOf({ ...contoso, ...more } as Tenant));
const ofType = (of: ReturnType<typeof stack>, kind: string, type: string) =>
  of.ofType(kind).filter(({ attributes }) => String(attributes.type).startsWith(`${type}@`));
const logicApps = (of: ReturnType<typeof stack>) =>
  ofType(of, "azapi_resource", "Microsoft.Logic/workflows").filter(({ attributes }) =>
    /external-agent/.test(String(attributes.name)),
  );
const holders = (of: ReturnType<typeof stack>) =>
  of
    .ofType("azurerm_role_assignment")
    .filter(({ attributes }) => /^Key Vault/.test(String(attributes.role_definition_name)));

test("where platforms can be asked, a key that only signs is in a vault of its own, and its two users hold it alone", () => {
  const deployed = stack({ externalAgentEndpoints: endpoints });
  const [vault, ...others] = ofType(deployed, "azapi_resource", "Microsoft.KeyVault/vaults");
  expect([others, vault!.attributes]).toEqual([
    [],
    expect.objectContaining({
      name: expect.stringMatching(/^[a-z][a-z0-9-]{2,23}$/),
      body: { properties: expect.objectContaining({ enableRbacAuthorization: true }) },
    }),
  ]);
  const [key] = ofType(deployed, "azapi_resource_action", "Microsoft.KeyVault/vaults/keys");
  expect(key!.attributes).toMatchObject({
    method: "PUT",
    body: { properties: { kty: "EC", curveName: "P-256", keyOps: ["sign"] } },
  });
  expect(holders(deployed)).toHaveLength(2);
  for (const { attributes } of holders(deployed)) {
    expect(attributes.scope).toBe(key!.attributes.resource_id);
    expect(attributes.depends_on).toContain(key!.address);
  }
  expect(logicApps(deployed).map(({ attributes }) => attributes.name)).toEqual(
    expect.arrayContaining(["agentid-pause-external-agent", "agentid-resume-external-agent"]),
  );
  for (const { attributes } of logicApps(deployed)) {
    const { parameters } = (attributes.body as { properties: { parameters: Record<string, { value: unknown }> } })
      .properties;
    expect(parameters.ExternalEndpoints!.value).toEqual(endpoints);
    expect(parameters.SigningKey!.value).toBe(
      `https://${vault!.attributes.name}.vault.azure.net/keys/agentid-response`,
    );
  }
});

test("where none can be asked, there is neither key nor playbook", () => {
  const deployed = stack({});
  expect([
    ofType(deployed, "azapi_resource", "Microsoft.KeyVault/vaults"),
    ofType(deployed, "azapi_resource_action", "Microsoft.KeyVault/vaults/keys"),
    holders(deployed),
    logicApps(deployed),
  ]).toEqual([[], [], [], []]);
});

import { readStack } from "../../lib/emulator/terraform/stack";
import type { Tenant } from "../../lib/tenants";
import { shipped } from "../shared/content";
import { contoso, stackOf } from "../shared/stacks";

const approvers = ["5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28"];
const stack = (response: Tenant["response"]) => readStack(stackOf({ ...contoso, response } as Tenant));
const ofType = (of: ReturnType<typeof stack>, type: string) =>
  of.ofType("azapi_resource").filter(({ attributes }) => String(attributes.type).startsWith(`${type}@`));
const account = "Microsoft.Storage/storageAccounts";
const table = `${account}/tableServices/tables`;
const role = "Storage Table Data Contributor";
const holders = (of: ReturnType<typeof stack>) =>
  of.ofType("azurerm_role_assignment").filter(({ attributes }) => attributes.role_definition_name === role);

test.each(["Approve", "Auto"] as const)("where playbooks may act (%s), there is one table without keys", (mode) => {
  const deployed = stack({ mode, approvers });
  const [storage] = ofType(deployed, account);
  expect(storage!.attributes).toMatchObject({
    name: expect.stringMatching(/^[a-z0-9]{3,24}$/),
    body: { properties: { allowSharedKeyAccess: false, allowBlobPublicAccess: false, minimumTlsVersion: "TLS1_2" } },
  });
  const [claims, ...others] = ofType(deployed, table);
  expect([claims!.attributes.name, others]).toEqual(["AgentResponseClaims", []]);
  const acting = shipped.playbooks.filter(
    ({ data }) => data.privilegeClass !== "read" && !data.feature && !data.setting,
  );
  expect(holders(deployed)).toHaveLength(acting.length);
  for (const { attributes } of holders(deployed)) expect(attributes.scope).toBe(`\${${claims!.address}.id}`);
});

test.each(["Off", "DryRun"] as const)(
  "where they may not (%s), there is none, and nobody holds a role on it",
  (mode) => {
    const deployed = stack({ mode });
    expect([ofType(deployed, account), ofType(deployed, table), holders(deployed)]).toEqual([[], [], []]);
  },
);

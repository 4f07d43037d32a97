import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readGraphGrants } from "../../lib/emulator/access";
import { readStack } from "../../lib/emulator/terraform/stack";
import { resolverOf } from "../../lib/emulator/workspace/read-workspace";
import { tenant } from "../constructs/support/fixtures";
import { inTemporaryFolder } from "../constructs/support/synth";
import { outputOf } from "../shared/stacks";

const granted = outputOf({ ...tenant, governance: { graphAppRoles: true } });

test("the governance stack's grants are found by the identities of the other stack", () => {
  const grants = readGraphGrants(granted);
  const stack = readStack(granted);
  const resolver = resolverOf(stack);
  const identity = stack
    .ofType("azurerm_user_assigned_identity")
    .find((resource) => resolver.attributes(resource).name === "id-agentid-freeze-agent")!;
  expect(grants.get(resolver.attribute(identity, "principal_id"))).toContain("AgentIdentity.EnableDisable.All");
});

test("without a governance stack nobody is granted anything", () => {
  expect(readGraphGrants(outputOf(tenant)).size).toBe(0);
});

test.each([
  [/\$\{data\.azurerm_user_assigned_identity[^}]+\}/g, "11111111-1111-4111-8111-111111111111", /grants to/],
  [/\[\?value=='[^']+'\]/g, "[0]", /looked up by their value/],
  [
    "AgentIdentity.EnableDisable.All",
    "AgentIdentity.Disable.All",
    /no application permission AgentIdentity.Disable.All/,
  ],
])("a grant that cannot be made out is refused", (from, to, message) => {
  inTemporaryFolder((outdir) => {
    cpSync(granted, outdir, { recursive: true });
    const governance = join(outdir, "stacks", "fabrikam-governance", "cdk.tf.json");
    writeFileSync(governance, readFileSync(governance, "utf8").replace(from, to));
    expect(() => readGraphGrants(outdir)).toThrow(message);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { readGraphGrants } from "../../lib/emulator/access";
import { readStack } from "../../lib/emulator/terraform/stack";
import { resolverOf } from "../../lib/emulator/workspace/read-workspace";
import { shipped, tenant } from "../constructs/support/fixtures";

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "agentid-"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

const governance = () => join(outdir, "stacks", "fabrikam-governance", "cdk.tf.json");

test("the governance stack's grants are found by the identities of the other stack", () => {
  synthesize([{ ...tenant, governance: { graphAppRoles: true } }], { content: shipped, outdir });
  const grants = readGraphGrants(outdir);
  const stack = readStack(outdir);
  const resolver = resolverOf(stack);
  const identity = stack
    .ofType("azurerm_user_assigned_identity")
    .find((resource) => resolver.attributes(resource).name === "id-agentid-freeze-agent")!;
  expect(grants.get(resolver.attribute(identity, "principal_id"))).toContain("AgentIdentity.EnableDisable.All");
});

test("without a governance stack nobody is granted anything", () => {
  synthesize([tenant], { content: shipped, outdir });
  expect(readGraphGrants(outdir).size).toBe(0);
});

test.each([
  [/\$\{data\.azurerm_user_assigned_identity[^}]+\}/g, "11111111-1111-4111-8111-111111111111", /grants to/],
  [/\[\?value=='[^']+'\]/g, "[0]", /looked up by their value/],
])("a grant that cannot be made out is refused", (from, to, message) => {
  synthesize([{ ...tenant, governance: { graphAppRoles: true } }], { content: shipped, outdir });
  writeFileSync(governance(), readFileSync(governance(), "utf8").replace(from, to));
  expect(() => readGraphGrants(outdir)).toThrow(message);
});

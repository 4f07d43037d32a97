import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definitionSha256 } from "../../lib/content";
import { type DeployedWorkflow, playbookDrift } from "../../lib/policy";
import { agentid, temporaryFolder } from "../cli/support";
import { tenant } from "../constructs/support/fixtures";
import { outputOf } from "../shared/stacks";

const response = { mode: "Approve" as const, approvers: ["5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28"] };
const outdir = outputOf({ ...tenant, response });
let deployed: DeployedWorkflow[];

type AzapiResource = { type: string; name: string; tags: Record<string, string>; body: DeployedWorkflow };

/** What Azure would return of a stack that was just applied. */
function applied(): DeployedWorkflow[] {
  const file = join(outdir, "stacks", tenant.name, "cdk.tf.json");
  const text = readFileSync(file, "utf8").replaceAll("$${", "\u0001").replaceAll("%%{", "%{");
  const { resource } = JSON.parse(text.replaceAll(/\$\{[^}]+\}/g, "known-after-apply").replaceAll("\u0001", "${"));
  const resources = Object.values(resource.azapi_resource as Record<string, AzapiResource>);
  return resources
    .filter(({ type }) => type.startsWith("Microsoft.Logic/"))
    .map(({ name, tags, body }) => ({
      name,
      tags,
      identity: { userAssignedIdentities: { [`/subscriptions/s/resourceGroups/rg/providers/x/id-${name}`]: {} } },
      properties: body.properties,
    }));
}

beforeEach(() => {
  deployed = applied();
});

const name = "agentid-freeze-agent";
type Open<T> = { -readonly [K in keyof T]: Open<T[K]> };
/** The findings after a change of one deployed playbook. */
function after(change: (workflow: Open<DeployedWorkflow>) => void) {
  change(deployed.find((one) => one.name === name)! as Open<DeployedWorkflow>);
  return playbookDrift(outdir, deployed);
}

test("what was just applied has not drifted, nor has it with its keys in another order", () => {
  expect(playbookDrift(outdir, deployed)).toEqual([]);
  const reversed = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(reversed)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, item]) => [key, reversed(item)]),
          )
        : value;
  expect(playbookDrift(outdir, reversed(deployed) as DeployedWorkflow[])).toEqual([]);
});

test("an action that somebody rewrote is named, as a change after the deployment", () => {
  const actions = (workflow: Open<DeployedWorkflow>) =>
    workflow.properties.definition.actions as Record<string, object>;
  const found = after((workflow) => {
    const first = Object.keys(actions(workflow))[0]!;
    actions(workflow)[first] = { type: "Compose", inputs: "nothing" };
    actions(workflow).Extra = { type: "Compose", inputs: 1 };
  });
  expect(found).toMatchObject([{ playbook: name, kind: "definition" }]);
  expect(found[0]!.message).toMatch(/actions\/Extra.*changed after it was deployed/);
});

test("an older version of the source is told apart from tampering by its tag", () => {
  const [older] = after((workflow) => {
    workflow.properties.definition.contentVersion = "0.9.0.0";
    workflow.tags = { "hidden-definition-sha256": definitionSha256(workflow.properties.definition) };
  });
  expect(older!.message).toMatch(/contentVersion; it was deployed from another version/);
});

test("another approver, another mode, another identity, and a playbook switched off", () => {
  const found = after((workflow) => {
    workflow.properties.parameters!.Approvers = { value: ["00000000-0000-4000-8000-00000000dead"] };
    workflow.properties.parameters!.ResponseMode = { value: "Auto" };
    workflow.properties.state = "Disabled";
    workflow.identity = { userAssignedIdentities: { "/subscriptions/s/providers/x/id-other": {} } };
  });
  expect(found.map(({ kind, message }) => [kind, message])).toEqual(
    expect.arrayContaining([
      ["parameter", expect.stringContaining('ResponseMode is "Auto", the source says "Approve"')],
      ["parameter", expect.stringContaining("dead")],
      ["state", expect.stringContaining("Disabled")],
      ["identity", expect.stringContaining("id-other")],
    ]),
  );
});

test("a playbook that is gone, and one that nobody knows", () => {
  const rest = deployed.filter((one) => one.name !== name);
  const stranger = { ...deployed[0]!, name: "agentid-helper" };
  const unrelated = { ...deployed[0]!, name: "onboarding" };
  expect(playbookDrift(outdir, [...rest, stranger, unrelated])).toMatchObject([
    { playbook: name, kind: "missing" },
    { playbook: "agentid-helper", kind: "unexpected" },
  ]);
});

test("the command takes a list as Azure pages it, and fails when something drifted", async () => {
  const file = join(temporaryFolder(), "deployed.json");
  writeFileSync(file, JSON.stringify({ value: deployed }));
  expect(await agentid("playbook", "drift", "--stack", outdir, file)).toMatchObject({
    code: 0,
    out: expect.stringContaining("every playbook is as its source says"),
  });
  writeFileSync(file, JSON.stringify(deployed.slice(1)));
  expect(await agentid("playbook", "drift", "--stack", outdir, file)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/ missing: /),
  });
  writeFileSync(file, JSON.stringify([{ name: "x" }]));
  expect((await agentid("playbook", "drift", "--stack", outdir, file)).err).toMatch(/no workflow with name/);
});

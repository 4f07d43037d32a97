import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command, commandIn, environment } from "../shared/command";
import { shipped } from "../shared/content";

const folder = mkdtempSync(join(tmpdir(), "agentid-new-"));
afterAll(() => rmSync(folder, { recursive: true }));

const agentid = commandIn(folder);
const rule = join(folder, "detections/behaviour/AIC-081-reads-at-night.yaml");
const fillIn = (file: string, condition: string) =>
  writeFileSync(file, readFileSync(file, "utf8").replace('ToolName == "fill-in"', condition));

test("what is begun is valid beside the package's content", () => {
  expect(agentid("new", "rule", "reads-at-night", "--family", "behaviour").out).toContain(
    "wrote detections/behaviour/AIC-081-reads-at-night.guide.md",
  );
  expect(agentid("new", "hunting", "odd-agents").status).toBe(0);
  expect(agentid("new", "function", "AgentTools").status).toBe(0);
  expect(agentid("new", "table", "AgentInvoices_CL").out).toContain("wrote pipeline/tables/AgentInvoices_CL.yaml");
  expect(readdirSync(folder).sort()).toEqual(["detections", "pipeline"]);
  const { status, out } = agentid("validate");
  expect(out).toMatch(new RegExp(`^valid: .* ${shipped.detections.length + 1} detections`));
  expect(status).toBe(0);
});

test("its first test fails until the condition is written, and then passes", () => {
  const before = agentid("test");
  expect(before.out).toMatch(
    /FAIL {2}AIC-081-reads-at-night: the smallest case of: Reads at night\n +detections.*:4:5 expected 1 alert/,
  );
  expect(before.out).toMatch(/3 passed, 2 failed$/m);
  expect(before.status).toBe(1);
  fillIn(rule, 'ToolName startswith "what_"');
  fillIn(join(folder, "detections/hunting/odd-agents.yaml"), 'ToolName startswith "what_"');
  const after = agentid("test");
  expect(after.out).toMatch(/5 passed, 0 failed$/m);
  expect(after.status).toBe(0);
});

test("a playbook's first test fails until its comment is written, and then passes", () => {
  expect(agentid("new", "playbook", "tell-the-team").out).toContain(
    "wrote playbooks/PB-15-tell-the-team/workflow.json",
  );
  expect(agentid("validate").out).toMatch(/^valid: .* 13 playbooks/);
  const before = agentid("test", "PB-15");
  expect(before.out).toMatch(
    /FAIL {2}PB-15-tell-the-team: what it is for: Tell the team\n +playbooks.*:4:5 request 1 says .*fill-in/,
  );
  expect(before.out).toMatch(/1 passed, 1 failed$/m);
  expect(before.status).toBe(1);
  const workflow = join(folder, "playbooks/PB-15-tell-the-team/workflow.json");
  writeFileSync(workflow, readFileSync(workflow, "utf8").replace("fill-in for", "what the analyst should read of"));
  expect(agentid("test", "playbooks/PB-15-tell-the-team")).toMatchObject({
    status: 0,
    out: expect.stringMatching(/2 passed, 0 failed$/m),
  });
  // Of all that is its own, too.
  expect(agentid("test").out).toMatch(/7 passed, 0 failed$/m);
  expect(agentid("test", "PB-16").err).toMatch(/no detection or playbook is called "PB-16"[\s\S]*PB-15/);
});

test("a check's test fails until its condition is written; then it is told of Terraform", () => {
  const run = () =>
    spawnSync(process.execPath, ["--test", "policy/no-open-storage.test.js"], { cwd: folder, encoding: "utf8" });
  const said = agentid("new", "check", "no-open-storage").out;
  expect(said).toContain("added to agentid.json");
  expect(said).toContain("Now: node --test policy/no-open-storage.test.js");
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringMatching(/^# pass 1$[\s\S]*^# fail 1$/m) });
  const check = join(folder, "policy/no-open-storage.js");
  const condition = "({ attributes }) => attributes.public_network_access_enabled === true";
  writeFileSync(check, readFileSync(check, "utf8").replace('({ type }) => type === "fill_in"', condition));
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# pass 2$/m) });
  expect(agentid("new", "check", "no-demo").status).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "agentid.json"), "utf8"))).toEqual({
    policy: { checks: ["./policy/no-open-storage.js", "./policy/no-demo.js"] },
  });
  const terraform = { resource: { azurerm_storage_account: { it: { public_network_access_enabled: true } } } };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(terraform));
  expect(agentid("check", "cdk.tf.json")).toMatchObject({
    status: 1,
    out: expect.stringMatching(/no-open-storage/),
  });
  expect(agentid("new", "check", "vault-rbac").err).toContain('there is a check "vault-rbac": choose another name');
  writeFileSync(join(folder, "agentid.json"), "{");
  expect(agentid("new", "check", "another").status).toBe(1);
  expect(existsSync(join(folder, "policy/another.js"))).toBe(false);
});

test("a second one gets the next number, and what exists is left alone", () => {
  const text = readFileSync(rule, "utf8");
  expect(agentid("new", "rule", "reads-at-noon", "--family", "behaviour").out).toContain("AIC-082-reads-at-noon");
  const again = agentid("new", "rule", "reads-at-night", "--family", "behaviour", "--id", "AIC-081");
  expect(again.err).toContain("AIC-081 is taken: the next free id is AIC-083");
  expect(again.status).toBe(1);
  expect(agentid("new", "hunting", "odd-agents").err).toMatch(/odd-agents.yaml exists.*nothing is written/);
  expect(readFileSync(rule, "utf8")).toBe(text);
});

test("--watch runs again when a file changes", async () => {
  const child = spawn(process.execPath, [command, "test", "AIC-081", "--watch"], {
    cwd: folder,
    env: environment,
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  const says = async (text: RegExp) => {
    while (!text.test(out)) await once(child.stdout, "data");
  };
  await says(/3 passed, 0 failed[\s\S]*waiting for a change/);
  out = "";
  writeFileSync(rule, readFileSync(rule, "utf8").replace('startswith "what_"', 'startswith "nothing_"'));
  await says(/2 passed, 1 failed[\s\S]*failed; waiting for a change/);
  expect(out).toContain("FAIL  AIC-081-reads-at-night");
  child.kill("SIGINT");
  const [code] = await once(child, "exit");
  expect(code).toBe(130);
});

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";

const folder = mkdtempSync(join(tmpdir(), "agentid-new-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = join(packageRoot(), "bin/agentid.js");
const agentid = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: "utf8" });
  return { status, out: stdout, err: stderr };
};
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
  expect(out).toMatch(/^valid: .* 71 detections/);
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
  const child = spawn(process.execPath, [bin, "test", "AIC-081", "--watch"], { cwd: folder });
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

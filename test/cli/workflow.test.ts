import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return path;
};

const definition = (inputs: unknown) => ({
  triggers: { manual: { type: "Request", kind: "Http", inputs: {} } },
  actions: {
    Get: {
      type: "Http",
      inputs: { method: "GET", uri: "https://api.test/@{triggerBody()?['id']}", retryPolicy: { type: "none" } },
      runAfter: {},
    },
    Say: { type: "Compose", inputs, runAfter: { Get: ["Succeeded"] } },
  },
});
const good = file("good.json", definition("@body('Get')"));

describe("workflow check", () => {
  test("is silent about good workflows", async () => {
    expect(await agentid("workflow", "check", good)).toEqual({ code: 0, out: "", err: "" });
  });

  test("prints place, severity, code, message and fix, and fails on errors", async () => {
    const bad = file("bad.json", definition("@bodi('Get')"));
    const { code, out } = await agentid("workflow", "check", good, bad);
    expect([code, out]).toEqual([
      1,
      `${bad}:23:19 error unknown-function bodi() is no function (did you mean "body"?)`,
    ]);
  });

  test("says what is no workflow", async () => {
    const broken = file("broken.json", "{");
    const { code, out } = await agentid("workflow", "check", broken);
    expect([code, out]).toEqual([1, expect.stringMatching(/broken\.json:1:2 error not-json/)]);
  });

  test("this package's playbooks have no errors", async () => {
    const playbook = join(packageRoot(), "playbooks/PB-01-freeze-agent/workflow.json");
    expect((await agentid("workflow", "check", playbook)).code).toBe(0);
  });
});

describe("workflow run", () => {
  const trigger = file("trigger.json", { body: { id: 7 } });
  const http = file("http.json", { answers: [{ url: "https://api.test/7", body: { name: "seven" } }] });

  test("prints actions with status, inputs and outputs, and every request", async () => {
    const { code, out } = await agentid(
      "workflow",
      "run",
      good,
      "--trigger",
      trigger,
      "--http",
      http,
      "--format",
      "json",
    );
    const run = JSON.parse(out);
    expect([code, run.status, run.actions.map((a: { name: string; status: string }) => [a.name, a.status])]).toEqual([
      0,
      "Succeeded",
      [
        ["Get", "Succeeded"],
        ["Say", "Succeeded"],
      ],
    ]);
    expect(run.actions[1]).toMatchObject({ inputs: { name: "seven" }, outputs: { name: "seven" } });
    expect(run.calls).toMatchObject([
      { method: "GET", url: "https://api.test/7", answer: 200, responseBody: { name: "seven" } },
    ]);
  });

  test("prints text, and fails when the run failed", async () => {
    const failing = file("failing.json", { answers: [{ status: 404 }] });
    const { code, out } = await agentid("workflow", "run", good, "--trigger", trigger, "--http", failing);
    expect(code).toBe(1);
    expect(out).toContain("Failed    Get  NotFound: GET https://api.test/7 answered 404\nSkipped   Say\n");
    expect(out).toContain("  2026-01-01T00:00:00.000Z GET https://api.test/7 -> 404\n");
  });

  test.each([
    ["no answer", { answers: [] }, 'http2.json: has no answer for GET https://api.test/7 of action "Get"; add'],
    ["no list", {}, 'holds no list of answers; write {"answers"'],
    ["a mistyped key", { answers: [{ ulr: "*" }] }, 'answers[0] has the key "ulr"; did you mean "url"?'],
    ["no JSON", "{", "is not JSON"],
  ])("%s in the answers", async (_, content, message) => {
    const { code, err } = await agentid(
      "workflow",
      "run",
      good,
      "--trigger",
      trigger,
      "--http",
      file("http2.json", content),
    );
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });

  test("a template with several workflows needs a choice", async () => {
    const resource = (name: string) => ({
      type: "Microsoft.Logic/workflows",
      name,
      properties: { definition: definition("x") },
    });
    const template = file("azuredeploy.json", { resources: [resource("one"), resource("two")] });
    const started = (...more: string[]) =>
      agentid("workflow", "run", template, "--trigger", trigger, "--http", http, ...more);
    expect((await started()).err).toContain("holds 2 workflows; choose one with --workflow: one, two");
    expect((await started("--workflow", "three")).err).toContain('holds no workflow "three"; it holds one, two');
    expect((await started("--workflow", "two")).code).toBe(0);
  });
});

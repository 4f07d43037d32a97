import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "../../lib/clock";
import { lintWorkflow, loadWorkflows, runWorkflow, StubTransport, type Value, type Workflow } from "../../lib/workflow";

const folder = process.env.AGENTID_CORPORA;

interface Line {
  readonly path: string;
  readonly definition: object;
}

const lines = (): Line[] =>
  readFileSync(join(folder!, "playbooks.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);

const standIns: Readonly<Record<string, Value>> = {
  int: 1,
  float: 0.5,
  bool: false,
  array: [],
  object: {},
  secureobject: {},
};

function parametersOf({ definition }: Workflow): Record<string, Value> {
  // Secret objects too: the corpus holds texts in their place.
  const unset = Object.entries(definition.parameters ?? {}).filter(
    ([, { type, defaultValue }]) => defaultValue === undefined || type.toLowerCase() === "secureobject",
  );
  return Object.fromEntries(unset.map(([name, { type }]) => [name, standIns[type.toLowerCase()] ?? "text"]));
}

/** Codes that say this engine lacks something, unless Azure refuses the workflow for the same reason. */
const lacking = ["unknown-function", "unknown-action-type", "malformed-definition", "not-a-workflow"];

(folder ? describe : describe.skip)("260 real playbooks (needs AGENTID_CORPORA)", () => {
  const workflows = folder
    ? lines().map(({ path, definition }) => loadWorkflows(JSON.stringify(definition), path)[0]!)
    : [];

  test("load, with no function or action type unknown", () => {
    const findings = workflows.flatMap(lintWorkflow);
    const count = (code: string) => findings.filter((f) => f.code === code).length;
    const codes = [...new Set(findings.map(({ code }) => code))].sort();
    console.log(`${workflows.length} playbooks; findings: ${codes.map((code) => `${code} ${count(code)}`).join(", ")}`);
    expect(findings.filter(({ code }) => lacking.includes(code))).toEqual([]);
  });

  test("run without meeting anything unsupported", async () => {
    const ends: Record<string, number> = {};
    let actions = 0;
    for (const workflow of workflows) {
      const end = await runWorkflow(workflow, {
        trigger: { name: Object.keys(workflow.definition.triggers)[0]!, outputs: { headers: {}, body: {} } },
        transport: new StubTransport({ answers: [{ body: { value: [] }, callback: { body: {} } }] }, "http.json"),
        parameters: parametersOf(workflow),
        clock: new VirtualClock(new Date("2026-01-01T00:00:00Z")),
      }).catch((error: Error) => error);
      const kind =
        end instanceof Error ? `refused ${/ error (\S+)/.exec(end.message)?.[1] ?? end.message}` : end.status;
      ends[kind] = (ends[kind] ?? 0) + 1;
      if (!(end instanceof Error)) actions += end.actions.length;
    }
    console.log(`${workflows.length} runs, ${actions} action executions: ${JSON.stringify(ends)}`);
    // Refused: one template nests its trigger in a second "triggers".
    const allowed = ["Succeeded", "Failed", "Cancelled", "refused unknown-trigger-type"];
    expect(Object.keys(ends).filter((kind) => !allowed.includes(kind))).toEqual([]);
  });
});

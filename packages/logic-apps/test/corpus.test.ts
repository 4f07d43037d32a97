import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { type Finding, lintWorkflow, loadWorkflows, runWorkflow, StubTransport } from "../src";
import { unsetParameters } from "./unset-parameters";

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

/**
 * Errors as shipped: a typo in a name, parameters that nobody declares, a trigger nested in a second "triggers", answers
 * to a caller that there is not.
 */
const shipped = {
  "response-without-request": 2,
  "unknown-action-reference": 1,
  "unknown-parameter": 2,
  "unknown-trigger-type": 1,
};

(folder ? describe : describe.skip)("260 real playbooks (needs AGENTID_CORPORA)", () => {
  const workflows = folder
    ? lines().map(({ path, definition }) => loadWorkflows(JSON.stringify(definition), path)[0]!)
    : [];

  test("load, with no error but those they have", () => {
    const findings = workflows.flatMap(lintWorkflow);
    const count = (all: readonly Finding[]) => {
      const counts: Record<string, number> = {};
      for (const { code } of all) counts[code] = (counts[code] ?? 0) + 1;
      return counts;
    };
    console.log(`${workflows.length} playbooks; findings: ${JSON.stringify(count(findings))}`);
    expect(count(findings.filter(({ severity }) => severity === "error"))).toEqual(shipped);
  });

  test("run without meeting anything unsupported", async () => {
    const ends: Record<string, number> = {};
    let actions = 0;
    for (const workflow of workflows) {
      const end = await runWorkflow(workflow, {
        trigger: { name: Object.keys(workflow.definition.triggers)[0]!, outputs: { headers: {}, body: {} } },
        transport: new StubTransport({ answers: [{ body: { value: [] }, callback: { body: {} } }] }, "http.json"),
        parameters: unsetParameters(workflow),
        clock: new VirtualClock(new Date("2026-01-01T00:00:00Z")),
      }).catch((error: Error) => error);
      const kind =
        end instanceof Error ? `refused ${/ error (\S+)/.exec(end.message)?.[1] ?? end.message}` : end.status;
      ends[kind] = (ends[kind] ?? 0) + 1;
      if (!(end instanceof Error)) actions += end.actions.length;
    }
    console.log(`${workflows.length} runs, ${actions} action executions: ${JSON.stringify(ends)}`);
    const refused = ["refused unknown-trigger-type", "refused response-without-request"];
    const allowed = ["Succeeded", "Failed", "Cancelled", ...refused];
    expect(Object.keys(ends).filter((kind) => !allowed.includes(kind))).toEqual([]);
  });
});

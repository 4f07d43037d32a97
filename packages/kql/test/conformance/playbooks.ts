import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { loadWorkflows, runWorkflow, StubTransport, WorkflowError } from "@sentinel-agent-identities/logic-apps";
import { unsetParameters } from "../../../logic-apps/test/unset-parameters";

/** What became of one playbook: how its run ended, or the code of what refuses it. */
export interface PlaybookOutcome {
  readonly verdict: "runs" | "refused" | "error";
  readonly kind: string;
}

/** Runs every playbook of the corpus against one answer for everything. */
export async function runPlaybooks(folder: string): Promise<PlaybookOutcome[]> {
  const lines = readFileSync(join(folder, "..", "playbooks.jsonl"), "utf8")
    .trim()
    .split("\n");
  const outcomes: PlaybookOutcome[] = [];
  for (const line of lines) {
    const { path, definition } = JSON.parse(line) as { path: string; definition: object };
    try {
      const workflow = loadWorkflows(JSON.stringify(definition), path)[0]!;
      const { status } = await runWorkflow(workflow, {
        trigger: { name: Object.keys(workflow.definition.triggers)[0]!, outputs: { headers: {}, body: {} } },
        transport: new StubTransport({ answers: [{ body: { value: [] }, callback: { body: {} } }] }, "http.json"),
        parameters: unsetParameters(workflow),
        clock: new VirtualClock(new Date("2026-01-01T00:00:00Z")),
      });
      outcomes.push({ verdict: "runs", kind: status });
    } catch (error) {
      const refused = error instanceof WorkflowError;
      outcomes.push({
        verdict: refused ? "refused" : "error",
        kind: refused ? error.findings[0]!.code : (error as Error).message,
      });
    }
  }
  return outcomes;
}

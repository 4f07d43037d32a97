import { openStage, readTruth, runStage } from "../lib/backtest";
import { readWorkspace } from "../lib/emulator";
import type { ScaleRun } from "./scale";

/** Replays one fleet in a process of its own, and says what that took. Arguments: stack, fleet, folder of the state. */
async function main([stack, input, state]: readonly string[]): Promise<void> {
  const options = {
    input: input!,
    state: state!,
    workspace: readWorkspace(stack!),
    truth: readTruth(`${input}/truth.json`),
  };
  const begun = used();
  const stage = await openStage(options);
  const taken = used();
  const { rows, outcome, quality } = await runStage(stage, options);
  const run = used();
  stage.emulator.close();
  const result: ScaleRun = {
    events: Object.values(rows).reduce((sum, count) => sum + count, 0),
    intake: { wall: taken.wall - begun.wall, cpu: taken.cpu - begun.cpu },
    rules: { wall: run.wall - taken.wall, cpu: run.cpu - taken.cpu },
    peakMemory: process.resourceUsage().maxRSS * 1024,
    alerts: outcome.alerts.length,
    incidents: outcome.incidents.length,
    failures: outcome.failures.length,
    attacksTold: quality!.recall.found,
  };
  process.stdout.write(JSON.stringify(result));
}

/** Milliseconds so far. */
function used(): { readonly wall: number; readonly cpu: number } {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { wall: performance.now(), cpu: (userCPUTime + systemCPUTime) / 1000 };
}

void main(process.argv.slice(2));

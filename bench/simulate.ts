import { join } from "node:path";
import { packageRoot } from "../lib/content";
import { type Simulation, simulate } from "../lib/emulator";
import { measure } from "./measure";
import { line, milliseconds } from "./print";

/**
 * Replay of the finance agent's ordinary week, from the recorded files to the last rule run.
 * @param stack folder that the example tenant was synthesized to
 */
export async function benchSimulate(stack: string): Promise<void> {
  const input = join(packageRoot(), "examples", "finance-agent", "recordings", "ordinary-week");
  let last: Simulation | undefined;
  const once = async () => {
    last = await simulate({ stack, input });
  };
  const [timing] = await measure([once], 5, 0);
  const events = last!.ingest.reduce((sum, { rowsIn }) => sum + rowsIn, 0);
  line(`simulate a week: ${events} events, ${last!.runs.length} rule runs`, milliseconds(timing!));
  line("throughput", `${Math.round(events / (timing!.median / 1000))} events/s`);
}

import { WorkCache } from "../lib/cache";
import { readWorkspace, SentinelEmulator } from "../lib/emulator";
import { measure, type Timing } from "./measure";
import type { BenchRow } from "./result";

/**
 * Opening a workspace, and compiling all its rules: anew, and as kept by an earlier run.
 * @param stack folder that the example tenant was synthesized to
 * @param folder an empty one to work in
 */
export async function benchOpen(stack: string, folder: string): Promise<BenchRow[]> {
  const workspace = readWorkspace(stack);
  const open = async (cache: WorkCache, check: boolean) => {
    const emulator = await SentinelEmulator.open(workspace, { cache });
    if (check) emulator.check();
    emulator.close();
    cache.save();
  };
  const kept = () => new WorkCache(folder);
  await open(kept(), true);
  const [read, opened, anew, known] = await measure(
    [
      () => readWorkspace(stack),
      () => open(new WorkCache(), false),
      () => open(new WorkCache(), true),
      () => open(kept(), true),
    ],
    3,
    1,
  );
  const row = (name: string, timing: Timing, figures: Record<string, number> = {}): BenchRow => ({
    name,
    timing,
    figures,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  });
  return [
    row("read the Terraform", read!),
    row("open, compile nothing", opened!),
    row(`open, compile ${workspace.rules.length} rules`, anew!),
    row("open, rules as kept", known!, { "times as fast as compiled": anew!.median / known!.median }),
  ];
}

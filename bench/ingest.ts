import { join } from "node:path";
import { inputFolder, readWorkspace, SentinelEmulator } from "../lib/emulator";
import { makeFleet, writeFleet } from "../lib/fleet";
import { timing } from "./measure";
import type { BenchRow } from "./result";

/**
 * Ingestion of a fleet's telemetry, by stream or table: rows and bytes a second, from the file to the table.
 * @param stack folder that the example tenant was synthesized to
 * @param folder an empty one to work in
 */
export async function benchIngest(stack: string, folder: string): Promise<BenchRow[]> {
  const workspace = readWorkspace(stack);
  const base = join(folder, "fleet");
  await writeFleet(makeFleet({ agents: 50, days: 8, seed: "ingest" }), base);
  const sources = inputFolder(join(base, "telemetry"));
  const times = new Map(sources.map(({ target }) => [target, [] as number[]]));
  const sizes = new Map<string, { rows: number; bytes: number }>();
  for (let run = 0; run < 4; run++) {
    const emulator = await SentinelEmulator.open(workspace, { rules: [] });
    for (const source of sources) {
      const begun = performance.now();
      const [report] = await emulator.ingest(source);
      // The first time also compiles the transforms.
      if (run > 0) times.get(source.target)!.push(performance.now() - begun);
      sizes.set(source.target, { rows: report!.rowsIn, bytes: report!.bytesIn });
    }
    emulator.close();
  }
  return sources
    .map(({ target }): BenchRow => {
      const median = timing(times.get(target)!);
      const { rows, bytes } = sizes.get(target)!;
      const perSecond = 1000 / median.median;
      const figures = {
        rows,
        "rows/s": rows * perSecond,
        "MB/s": (bytes / 1e6) * perSecond,
        "bytes a row": bytes / rows,
      };
      return { name: target, timing: median, figures, peakMemory: process.resourceUsage().maxRSS * 1024 };
    })
    .filter(({ figures }) => figures.rows! >= 1000);
}

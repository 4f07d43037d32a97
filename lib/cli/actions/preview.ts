import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentWorkspace, openStage, type Stage } from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import { loadContent } from "../../content";
import type { Incident } from "../../emulator";
import type * as Fleet from "../../fleet";
import { addUsage, type Preview, PreviewServer, readWorkbook, type Workbook, workbookOf } from "../../preview";
import type { Progress } from "../../progress";
import { withProgress } from "../progress";
import { interrupted } from "./interrupted";

export interface PreviewCommandOptions {
  readonly input?: string;
  readonly content: string;
  readonly port: number;
  readonly cache: boolean;
}

/** Until a state of an incident is a row. */
const tenMinutes = 600_000;

/** Serves workbooks until Ctrl+C. */
export async function preview(files: readonly string[], options: PreviewCommandOptions): Promise<void> {
  const named = files.map(readWorkbook);
  const prepared = await withProgress((progress) => prepare(named, options, progress));
  try {
    const server = await PreviewServer.start(prepared, options.port);
    console.log(`Workbooks are shown at ${server.url} until Ctrl+C.`);
    for (const { name, title } of prepared.workbooks)
      console.log(`  ${server.url}${encodeURIComponent(name)}  ${title}`);
    await interrupted();
    await server.close();
  } finally {
    prepared.emulator.close();
  }
}

async function prepare(
  named: readonly Workbook[],
  options: PreviewCommandOptions,
  progress: Progress,
): Promise<Preview> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const content = loadContent(options.content, cache, progress);
  const own = content.workbooks.map(({ name, data, template }) =>
    workbookOf(name, data.title, template.data, template.file),
  );
  const workspace = contentWorkspace(content);
  const { stage, forget } = await staged(options, { workspace, progress, ...(cache ? { cache } : {}) });
  try {
    // Alerts and incidents are there as if the rules had run all the while.
    const { incidents } = await stage.emulator.simulate(stage.from, stage.to, { since: stage.history.first, progress });
    const now = after(stage.history.last, incidents);
    await addUsage(stage.emulator, stage.ingest, now);
    cache?.save();
    return { emulator: stage.emulator, workbooks: named.length > 0 ? named : own, now };
  } catch (error) {
    stage.emulator.close();
    throw error;
  } finally {
    forget();
  }
}

/** When the last of the telemetry, and of what was made of it, is there. */
function after(last: Date, incidents: readonly Incident[]): Date {
  const times = [last.getTime(), ...incidents.map(({ lastModifiedTime }) => Date.parse(lastModifiedTime))];
  return new Date(Math.max(...times) + tenMinutes);
}

/** The history that is asked for, or a small fleet's. */
async function staged(
  { input }: PreviewCommandOptions,
  parts: Omit<Parameters<typeof openStage>[0], "input">,
): Promise<{ stage: Stage; forget: () => void }> {
  if (input !== undefined) return { stage: await openStage({ ...parts, input }), forget: () => undefined };
  const { makeFleet, writeFleet } = require("../../fleet") as typeof Fleet;
  const folder = mkdtempSync(join(tmpdir(), "agentid-preview-"));
  const forget = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const inject = ["finance-exfiltration", "healthcare-runaway-reader", "unattested-image"];
    const fleet = join(folder, "fleet");
    await writeFleet(makeFleet({ agents: 12, days: 9, seed: "preview", inject }), fleet);
    return { stage: await openStage({ ...parts, input: fleet }), forget };
  } catch (error) {
    forget();
    throw error;
  }
}

import { type IngestReport, mergeReports, type SentinelEmulator } from "../emulator";
import { silent } from "../progress";
import type { BacktestOptions } from "./backtest-options";
import { type Beside, beside } from "./beside/beside";
import { BacktestError } from "./errors";
import { type History, readHistory } from "./history/history";
import { type KeptHistory, kept, revived, type Taken } from "./kept-history";
import { claim } from "./state";
import type { Attack } from "./truth";

/**
 * Reads a history and takes it in. Where rows are kept, those of an earlier try are not taken in again; a history that was
 * taken in as a whole is not even read.
 * @throws BacktestError, KqlInputError, OtlpError; ContentError for content that was not checked yet
 */
export async function takenIn(emulator: SentinelEmulator, options: BacktestOptions): Promise<Taken> {
  const { content, cache } = options;
  const work = beside(emulator.workspace, content, cache);
  try {
    return await readAndTakenIn(emulator, options, work);
  } finally {
    work?.close();
  }
}

async function readAndTakenIn(emulator: SentinelEmulator, options: BacktestOptions, work?: Beside): Promise<Taken> {
  const { input, truth = [], progress = silent, dateOrder, state } = options;
  const { notes } = emulator;
  if (notes) await claim(notes, state!, options);
  const known = await notes?.get<KeptHistory>("history");
  if (known) {
    const taken = revived(known);
    assertWithin(truth, taken.history);
    await work?.done;
    return taken;
  }
  const history = await readHistory(input, emulator.workspace, {
    lookFor: truth.map(({ agentId }) => agentId),
    progress,
    ...(work ? { signal: work.signal } : {}),
    ...(dateOrder ? { dateOrder } : {}),
  });
  if (!Number.isFinite(history.first.getTime()))
    throw new BacktestError(input, "holds no row with a TimeGenerated", "export tables, not summaries of them");
  assertWithin(truth, history);
  await work?.done;
  emulator.check();
  const reports: IngestReport[] = [];
  for (const [i, source] of history.sources.entries()) {
    progress.update(i, history.sources.length, "taking the history in");
    reports.push(...(await emulator.ingest({ ...source, once: true })));
  }
  const taken = { history, reports: mergeReports(reports), rejected: emulator.rejected };
  await notes?.put("history", kept(taken));
  return taken;
}

/** @throws BacktestError for attacks on agents, or at times, that the history does not have */
function assertWithin(truth: readonly Attack[], { first, last, absent, folder }: History): void {
  for (const { scenario, agentId, from, to } of truth) {
    const where = `the truth's "${scenario}"`;
    if (absent.includes(agentId))
      throw new BacktestError(
        where,
        `names the agent ${agentId}, which no row of ${folder} names`,
        "check the id, or pass the truth of this history",
      );
    if (Date.parse(to) < first.getTime() || Date.parse(from) > last.getTime())
      throw new BacktestError(
        where,
        `is from ${from} to ${to}; the history is from ${first.toISOString()} to ${last.toISOString()}`,
        "pass the truth of this history",
      );
  }
}

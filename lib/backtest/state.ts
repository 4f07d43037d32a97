import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { SentinelEmulator, Store } from "../emulator";
import type { BacktestOptions } from "./backtest-options";
import { BacktestError } from "./errors";
import { findFiles } from "./history/find-files";

const rowsFile = "rows.duckdb";
/** What the database may hold of its file in memory: with two statements under way, a process stays below 8 GB. */
const memoryLimit = "3GB";

/**
 * Where a replay keeps its rows, and how far it has come.
 * @throws BacktestError for a folder that holds something else
 */
export function storeIn(state: string): Store {
  mkdirSync(state, { recursive: true });
  const path = join(state, rowsFile);
  if (!existsSync(path) && readdirSync(state).length > 0)
    throw new BacktestError(state, "holds other files", "name a folder of its own for --state; it is made");
  return { path, memoryLimit };
}

type Notes = NonNullable<SentinelEmulator["notes"]>;

/**
 * Makes sure that the rows which are kept are those of this history, as this workspace takes them in.
 * @throws BacktestError when they are of another
 */
export async function claim(notes: Notes, state: string, options: BacktestOptions): Promise<void> {
  const key = keyOf(options);
  if ((await notes.once("whose rows", async () => key)) === key) return;
  throw new BacktestError(
    state,
    "keeps the rows of another history: its files, the truth's agents, --arrival, --date-order or the pipeline's tables are not the same",
    "name another folder with --state, or delete this one to begin anew",
  );
}

/** What decides which rows there are. */
function keyOf({ input, workspace, truth = [], arrival, dateOrder }: BacktestOptions): string {
  const { rows, files, traces } = findFiles(input);
  const all = [...files, ...(traces === undefined ? [] : readdirSync(traces).map((name) => join(traces, name)))];
  const sizes = all.sort().map((path) => {
    const { size, mtimeMs } = statSync(path);
    return [relative(rows, path), size, mtimeMs];
  });
  const { tables, streams, summaries } = workspace;
  const agents = truth.map(({ agentId }) => agentId);
  const parts = [sizes, tables, streams, summaries, agents, arrival ?? {}, dateOrder ?? ""];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { codeVersion } from "../cache";
import type { SentinelEmulator, Store } from "../emulator";
import { packageVersion } from "../package";
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
 * Makes sure that the rows which are kept are those of this history, as this workspace and this engine take them in.
 * @throws BacktestError when they are of another
 */
export async function claim(
  notes: Notes,
  state: string,
  options: BacktestOptions,
  maker = thisEngine(),
): Promise<void> {
  const key = keyOf(options);
  const isNew = (await notes.get("whose rows")) === undefined;
  const made = isNew ? await notes.once("made by", async () => maker) : await notes.get<Maker>("made by");
  if (made?.code !== maker.code)
    throw new BacktestError(
      state,
      `keeps rows and results that ${!made ? "an earlier version" : versionOf(made, maker)} of this package made: this one may take rows in, or judge them, otherwise`,
      "delete this folder to begin anew, or name another one with --state",
    );
  if ((await notes.once("whose rows", async () => key)) === key) return;
  throw new BacktestError(
    state,
    "keeps the rows of another history: its files, the truth's agents, --arrival, --date-order or the pipeline's tables are not the same",
    "name another folder with --state, or delete this one to begin anew",
  );
}

/** Who made what a folder keeps. */
interface Maker {
  /** of the package */
  readonly version: string;
  /** hash of the code that takes rows in and runs queries over them */
  readonly code: string;
}

const rooms = ["lib/backtest", "lib/emulator", "lib/log-analytics", "packages/kql/src", "packages/otlp/src"];

/** The code that runs now. In a checkout it changes while the version stays. */
const thisEngine = (): Maker => ({
  version: packageVersion(),
  code: codeVersion(rooms.map((room) => join(__dirname, "../..", room))),
});

const versionOf = (made: Maker, now: Maker): string =>
  made.version === now.version ? `other code of version ${made.version}` : `version ${made.version}`;

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

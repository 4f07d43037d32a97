import { type InputRow, type InputSource, inputFolder, type Workspace } from "../../emulator";
import { type Progress, silent } from "../../progress";
import { checkFile, type FileCheck } from "./check-file";
import { findFiles } from "./find-files";
import type { Fingerprints } from "./fingerprints";
import type { DateOrder } from "./instant";
import { type HistoryFile, normalRows } from "./normal-rows";
import { type Remark, Remarks } from "./remarks";
import { Watch } from "./watch";

/** Rows of the past, checked and ready to be replayed. */
export interface History {
  readonly folder: string;
  /** sources for an emulator, in the order of their files; rows are read again each time */
  readonly sources: readonly InputSource[];
  /** times of the first and the last row */
  readonly first: Date;
  readonly last: Date;
  /** rows by stream or table */
  readonly rows: Readonly<Record<string, number>>;
  /** what was found that is no reason to refuse it */
  readonly remarks: readonly Remark[];
  /** folder of watchlist items that came with it */
  readonly watchlists?: string;
  /** columns that some row has a value in, by stream or table */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** of the texts that were looked for, those that no row holds */
  readonly absent: readonly string[];
}

/** How a history is read. */
export interface HistoryOptions {
  /** day or month first, where dates with slashes leave it open. @default - refused */
  readonly dateOrder?: DateOrder;
  /** texts that some row must hold, such as ids of agents. @default - none */
  readonly lookFor?: readonly string[];
  readonly progress?: Progress;
  /** ends it before the next file, with the reason as the error. @default - nothing does */
  readonly signal?: AbortSignal;
}

/**
 * Reads a history through once: finds out which table every file holds, and refuses what cannot be read before anything
 * slow is done with it. Files are read as streams.
 * @throws BacktestError, KqlInputError, OtlpError with file, line and column
 */
export async function readHistory(
  folder: string,
  workspace: Workspace,
  options: HistoryOptions = {},
): Promise<History> {
  const { progress = silent, lookFor = [] } = options;
  const found = findFiles(folder);
  const remarks = new Remarks();
  const watch = new Watch(lookFor);
  const seen = new Map<string, Fingerprints>();
  const checked: { readonly file: HistoryFile; readonly check: FileCheck }[] = [];
  for (const [i, path] of found.files.entries()) {
    options.signal?.throwIfAborted();
    progress.update(i, found.files.length, "checking the history");
    const one = await checkFile({ path, root: found.rows, workspace, remarks, watch, seen, ...options });
    if (one) checked.push(one);
  }
  const traces =
    found.traces === undefined ? [] : inputFolder(found.rows).filter(({ file }) => file.startsWith(found.traces!));
  for (const source of traces)
    for await (const { data } of source.rows()) watch.see(source.target, data, JSON.stringify(data));
  return {
    folder,
    sources: [...checked.map(({ file, check }) => sourceOf(file, check)), ...traces],
    first: new Date(watch.first),
    last: new Date(watch.last),
    rows: Object.fromEntries([...watch.rows].sort()),
    remarks: remarks.all,
    absent: watch.absent,
    columns: watch.columns,
    ...(found.watchlists === undefined ? {} : { watchlists: found.watchlists }),
  };
}

/** Rows that another file has too are left out: they come of exports that overlap. */
function sourceOf(file: HistoryFile, { leftOut }: FileCheck): InputSource {
  async function* rows(): AsyncGenerator<InputRow> {
    let number = 0;
    for await (const row of normalRows(file, {})) if (!leftOut.has(number++)) yield row;
  }
  return { target: file.target.name, file: file.path, rows };
}

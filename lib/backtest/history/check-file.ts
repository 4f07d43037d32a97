import { relative } from "node:path";
import type { Workspace } from "../../emulator";
import { BacktestError } from "../errors";
import { Fingerprints } from "./fingerprints";
import { type DateOrder, orderOf } from "./instant";
import { type HistoryFile, normalRows } from "./normal-rows";
import { openFile } from "./open-file";
import type { FileNotes, OpenedFile } from "./record";
import type { Remarks } from "./remarks";
import { RowText } from "./row-text";
import { targetsOf } from "./schemas";
import { targetOf } from "./target-of";
import type { Watch } from "./watch";

/** What is known of a file after it was read through. */
export interface FileCheck {
  /** places of rows that another file of the same table has too */
  readonly leftOut: ReadonlySet<number>;
}

/** What a file is checked with. */
export interface CheckParts {
  readonly path: string;
  /** folder of the history */
  readonly root: string;
  readonly workspace: Workspace;
  readonly remarks: Remarks;
  readonly watch: Watch;
  /** rows of earlier files, by table */
  readonly seen: Map<string, Fingerprints>;
  readonly dateOrder?: DateOrder;
}

/** Rows after which services and the portal stop an answer. */
const answerLimits = new Set([10_000, 30_000, 500_000]);
/** The sender's stamp, which the service writes. */
const stamps = new Set(["SenderId", "SenderStanding"]);
/** Columns of a head are gathered from this many rows. */
const headRows = 50;

/**
 * Reads a file through: its rows must fit their table.
 * @returns undefined for a file without rows
 * @throws BacktestError with file, line and column
 */
export async function checkFile(parts: CheckParts): Promise<{ file: HistoryFile; check: FileCheck } | undefined> {
  const { path, remarks } = parts;
  const opened = await openFile(path);
  const head = await headOf(opened);
  if (head.columns.length === 0) {
    remarks.add("empty-file", relative(parts.root, path), "has no rows", false);
    return undefined;
  }
  const target = targetOf({ ...parts, ...head }, targetsOf(parts.workspace));
  const order = opened.form.name === "CSV" ? await dateOrderOf(opened, parts) : parts.dateOrder;
  const file = { path, target, opened, ...(order ? { order } : {}) };
  return { file, check: await readThrough(file, parts) };
}

async function headOf(opened: OpenedFile): Promise<{ columns: string[]; type?: string; tableName?: string }> {
  const columns = new Set(opened.header ?? []);
  let type: unknown;
  let number = 0;
  for await (const { data } of opened.rows({})) {
    for (const name of Object.keys(data)) columns.add(name);
    type ??= data.Type;
    if (++number === headRows) break;
  }
  const plain = [...columns].map((name) => name.replace(/ \[.+\]$/, ""));
  return {
    columns: number === 0 ? [] : plain,
    ...(typeof type === "string" ? { type } : {}),
    ...(opened.tableName === undefined ? {} : { tableName: opened.tableName }),
  };
}

/**
 * Whether a file has its days or its months first, by the first row that tells.
 * @throws BacktestError for a file that has both
 */
async function dateOrderOf(opened: OpenedFile, { path, dateOrder }: CheckParts): Promise<DateOrder | undefined> {
  let known = dateOrder;
  for await (const { data, line } of opened.rows({})) {
    const text = Object.entries(data).find(([name]) => /^TimeGenerated\b/.test(name))?.[1];
    if (typeof text !== "string" || /^\d{4}-/.test(text)) return dateOrder;
    const told = orderOf(text);
    if (told !== undefined && known !== undefined && told !== known)
      throw new BacktestError(
        `${path}:${line}:1`,
        `has "${text}", with the ${told === "mdy" ? "month" : "day"} first; ${dateOrder ? "--date-order says otherwise" : "earlier rows have it the other way"}`,
        "export all rows from one browser, in one language",
      );
    known ??= told;
  }
  return known;
}

async function readThrough(file: HistoryFile, parts: CheckParts): Promise<FileCheck> {
  const { path, target, opened } = file;
  const { remarks, watch, seen } = parts;
  const name = relative(parts.root, path);
  const notes: FileNotes = {};
  const zones = new Zones(name, remarks);
  const texts = new RowText();
  const own = new Fingerprints();
  const others = seen.get(target.name);
  const leftOut = new Set<number>();
  const listener = {
    unknownColumn: (column: string) =>
      void remarks.add("unknown-column", name, `${target.name} has no column ${column}; its values are left out`, true),
    absentField: (column: string) => {
      if (!stamps.has(column))
        remarks.add("missing-column", target.name, `rows leave the field ${column} out; it counts as null`, false);
    },
    zone: zones.see,
  };
  let number = 0;
  let latest = "";
  for await (const row of normalRows(file, notes, listener)) {
    const time = String(row.data.TimeGenerated);
    if (time < latest)
      remarks.add("out-of-order", name, "rows come before earlier ones; their order does not matter", false);
    else latest = time;
    const text = texts.of(row.data);
    if (others?.has(text)) {
      leftOut.add(number);
      remarks.add("overlap", name, `rows are in another file of ${target.name} too, and count once`, true);
    } else {
      if (own.add(text))
        remarks.add(
          "duplicate",
          name,
          "rows are there twice in one file; both count, as a workspace keeps both",
          false,
        );
      watch.see(target.name, row.data, text);
    }
    number++;
  }
  if (others) others.absorb(own);
  else seen.set(target.name, own);
  if (notes.truncatedAt)
    remarks.add(
      "truncated",
      name,
      `ends in the middle of a row, at line ${notes.truncatedAt.line}; that row and what came after it are missing`,
      true,
    );
  if (notes.partial !== undefined) remarks.add("partial-answer", name, `is a partial answer: ${notes.partial}`, true);
  if (opened.form.textual && answerLimits.has(number))
    remarks.add(
      "at-the-limit",
      name,
      `has ${number} rows, where answers are cut: export it in shorter stretches`,
      false,
    );
  return { leftOut };
}

/** Zones that instants are written in. */
class Zones {
  private readonly plain = new Map<string, string>();
  private readonly offset = new Map<string, string>();

  constructor(
    private readonly file: string,
    private readonly remarks: Remarks,
  ) {}

  /** @throws BacktestError for a column whose instants have another zone here and none there */
  readonly see = (column: string, zone: string | undefined, place: string): void => {
    if (zone === undefined) this.plain.set(column, this.plain.get(column) ?? place);
    else if (!/^(Z|UTC|GMT|[+-]00:?(00)?)$/i.test(zone)) {
      this.offset.set(column, this.offset.get(column) ?? place);
      this.remarks.add(
        "other-zone",
        this.file,
        `instants of ${column} are in another zone than UTC, and were converted`,
        false,
      );
    }
    const [plain, other] = [this.plain.get(column), this.offset.get(column)];
    if (plain !== undefined && other !== undefined)
      throw new BacktestError(
        place,
        `${column} has a zone in some rows and none in others (${plain === place ? other : plain}): what time those are cannot be told`,
        "export instants in UTC, as 2026-03-14T10:05:11Z",
      );
  };
}

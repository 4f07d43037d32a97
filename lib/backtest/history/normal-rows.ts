import type { InputRow } from "../../emulator";
import { BacktestError } from "../errors";
import { readCell } from "./cells";
import type { DateOrder } from "./instant";
import type { FileNotes, OpenedFile } from "./record";
import { arrivalColumns, exportColumns, type Target } from "./schemas";

/** A file of a history, and whose rows it holds. */
export interface HistoryFile {
  readonly path: string;
  readonly target: Target;
  readonly opened: OpenedFile;
  readonly order?: DateOrder;
}

/** Told of what rows bring along that is not kept, or was read in another way than it is written. */
export interface RowListener {
  unknownColumn(name: string): void;
  /** a stream's row leaves a field out */
  absentField(name: string): void;
  zone(column: string, zone: string | undefined, place: string): void;
}

/** Headers of the portal say the zone of their instants. */
const zoned = /^(.*?) \[(.+)\]$/;

/**
 * The rows of a file as its table keeps them, with the instant each came in where the export has it.
 * @throws BacktestError at the first value that is none of its column's type, with its place
 */
export async function* normalRows(
  file: HistoryFile,
  notes: FileNotes,
  listener?: RowListener,
): AsyncGenerator<InputRow> {
  const { path, target, opened } = file;
  const columns = new Map<string, string>();
  const columnOf = (name: string): string => {
    const known = columns.get(name) ?? plainName(path, name);
    columns.set(name, known);
    return known;
  };
  for await (const { data, line, column, bytes } of opened.rows(notes)) {
    const row: Record<string, unknown> = {};
    let arrived: Date | undefined;
    for (const header in data) {
      const name = columnOf(header);
      const type = target.types.get(name);
      const place = `${path}:${line}:${column}`;
      if (arrivalColumns.includes(name)) {
        const cell = readCell(data[header], "datetime", opened.form, file.order);
        if ("problem" in cell) throw new BacktestError(place, `${name}: ${cell.problem}`, cell.fix);
        if (cell.value !== undefined && (arrived === undefined || name !== "_TimeReceived"))
          arrived = new Date(String(cell.value));
        if (name !== "_TimeReceived" || type === undefined) continue;
      }
      if (type === undefined) {
        if (!exportColumns.has(name)) listener?.unknownColumn(name);
        if (target.isStream) row[name] = data[header];
        continue;
      }
      // What a stream refuses is the service's business; what is in a table was in it.
      if (target.isStream && !opened.form.textual) {
        row[name] = data[header];
        continue;
      }
      const cell = readCell(data[header], type, opened.form, file.order);
      if ("problem" in cell)
        throw new BacktestError(
          place,
          `${name}: ${cell.problem}; ${target.name} has it as ${type}`,
          cell.fix ?? working,
        );
      if (type === "datetime") listener?.zone(name, cell.zone ?? (header === name ? undefined : "UTC"), place);
      if (cell.value !== undefined) row[name] = cell.value;
    }
    // A history may be older than a field of its stream.
    if (target.isStream)
      for (const name of target.types.keys())
        if (!(name in row)) {
          row[name] = null;
          listener?.absentField(name);
        }
    if (!target.isStream && row.TimeGenerated === undefined)
      throw new BacktestError(
        `${path}:${line}:${column}`,
        "has no TimeGenerated",
        "keep the column in the export: without it nothing can be placed in time",
      );
    yield { data: row, place: `${path}:${line}`, bytes, ...(arrived ? { arrived } : {}) };
  }
}

const working = "export the table as it is, for example with `az monitor log-analytics query` or as NDJSON";

/** The column's own name. @throws BacktestError for instants in a zone that nobody says */
function plainName(path: string, header: string): string {
  const [, name, zone] = zoned.exec(header) ?? [];
  if (name === undefined) return header;
  if (/^(UTC|GMT|UTC[+-]00:00)$/i.test(zone!)) return name;
  throw new BacktestError(
    `${path}:1:1`,
    `has the column "${header}": what time that was elsewhere cannot be told`,
    "set the portal's time zone to UTC and export again",
  );
}

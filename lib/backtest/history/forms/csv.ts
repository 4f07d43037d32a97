import { CsvError, type Info, parse } from "csv-parse";
import { BacktestError } from "../../errors";
import type { FileNotes, OpenedFile, RawRecord } from "../record";
import { beginningOf, textOf } from "../text";

interface Parsed {
  readonly record: readonly string[];
  readonly info: Info;
  readonly raw: string;
}

/**
 * A CSV file with a header, as the portal writes it; also with semicolons or tabs, as spreadsheets do.
 * @throws BacktestError for a file without a header
 */
export function openCsv(path: string): OpenedFile {
  const beginning = beginningOf(path);
  const firstLine = beginning.split(/\r?\n/, 1)[0]!;
  if (firstLine.trim() === "")
    throw new BacktestError(`${path}:1:1`, "has no header", "the first line must name the columns");
  const delimiter = [",", ";", "\t"].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0]!;
  const header = parseHeader(path, firstLine, delimiter);
  return { form: { name: "CSV", textual: true }, header, rows: (notes) => rowsOf(path, delimiter, header, notes) };
}

function parseHeader(path: string, line: string, delimiter: string): string[] {
  const names = line.split(delimiter).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/s, "$1")
      .replaceAll('""', '"'),
  );
  const double = names.find((name, i) => names.indexOf(name) !== i);
  if (double !== undefined)
    throw new BacktestError(`${path}:1:1`, `names the column "${double}" twice`, "project each column once");
  return names;
}

async function* rowsOf(
  path: string,
  delimiter: string,
  header: readonly string[],
  notes: FileNotes,
): AsyncGenerator<RawRecord> {
  const parser = parse({ delimiter, info: true, raw: true, skip_empty_lines: true, relax_column_count: true });
  const feeding = feed(path, parser);
  let number = 0;
  let short: { readonly line: number; readonly found: number } | undefined;
  try {
    for await (const { record, info, raw } of parser as AsyncIterable<Parsed>) {
      if (short) throw oddRow(path, header, short);
      number++;
      if (number === 1) continue;
      if (record.length !== header.length) {
        if (record.length > header.length) throw oddRow(path, header, { line: info.lines, found: record.length });
        // The last row may have been cut off; any other may not.
        short = { line: info.lines, found: record.length };
        continue;
      }
      const data = Object.fromEntries(header.map((name, i) => [name, record[i]]).filter(([, value]) => value !== ""));
      yield { data, line: info.lines, column: 1, bytes: Buffer.byteLength(raw) };
    }
    await feeding;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : number + 1;
    if (error.code !== "CSV_QUOTE_NOT_CLOSED")
      throw new BacktestError(`${path}:${line}:1`, `cannot be read as CSV: ${error.message}`, "quote as RFC 4180 says");
    notes.truncatedAt = { line, column: 1 };
  }
  if (short) notes.truncatedAt = { line: short.line, column: 1 };
}

const oddRow = (path: string, header: readonly string[], { line, found }: { line: number; found: number }) =>
  new BacktestError(
    `${path}:${line}:1`,
    `has ${found} values; the header names ${header.length} columns`,
    "quote values that hold the delimiter",
  );

async function feed(path: string, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const chunk of textOf(path, {}))
      if (!parser.write(chunk)) await Promise.race([drained(parser), closed(parser)]);
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

const drained = (parser: ReturnType<typeof parse>) => new Promise<void>((resolve) => parser.once("drain", resolve));
const closed = (parser: ReturnType<typeof parse>) => new Promise<void>((resolve) => parser.once("close", resolve));

import { BacktestError } from "../../errors";
import { type Interest, type JsonPiece, JsonPieces, JsonPlaceError } from "../json-pieces";
import type { FileNotes, OpenedFile, RawRecord } from "../record";
import { beginningOf, textOf } from "../text";

/**
 * A JSON document: an array of objects, as `az monitor log-analytics query` prints it too (`TableName`, every value as
 * text), or the answer of the Logs query API (`{tables: [{name, columns, rows}]}`).
 * @throws BacktestError for another document
 */
export async function openJson(path: string): Promise<OpenedFile> {
  const beginning = beginningOf(path).trimStart();
  if (beginning.startsWith("[")) return openArray(path);
  if (beginning.startsWith("{")) return openAnswer(path);
  throw new BacktestError(path, "is no JSON array and no answer of the query API", howToExport);
}

const howToExport =
  "export rows as NDJSON, as a JSON array of objects, with `az monitor log-analytics query`, or as CSV from the portal";

async function openArray(path: string): Promise<OpenedFile> {
  const first = await firstOf(pieces(path, (route) => (route.length === 0 ? "into" : "take"), {}));
  const row = first && (parsed(path, first) as Record<string, unknown>);
  const isCli =
    row !== undefined && "TableName" in row && Object.values(row).every((value) => typeof value === "string");
  return {
    form: isCli ? { name: "az output", textual: true, nullWord: "None" } : { name: "JSON array", textual: false },
    ...(isCli ? tableNamed(String(row.TableName)) : {}),
    rows: (notes) => arrayRows(path, isCli, notes),
  };
}

async function* arrayRows(path: string, isCli: boolean, notes: FileNotes): AsyncGenerator<RawRecord> {
  for await (const piece of pieces(path, (route) => (route.length === 0 ? "into" : "take"), notes)) {
    const value = parsed(path, piece);
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new BacktestError(`${path}:${piece.line}:${piece.column}`, "is not an object", "write an array of objects");
    const { TableName: _, ...data } = value as Record<string, unknown>;
    const { line, column, text } = piece;
    yield { data: isCli ? data : (value as RawRecord["data"]), line, column, bytes: Buffer.byteLength(text) };
  }
}

/** Of an answer: what each table's columns are called, before any row is read; they may stand behind the rows. */
async function openAnswer(path: string): Promise<OpenedFile> {
  const tables = new Map<number, { name?: string; columns?: string[] }>();
  const notes: FileNotes = {};
  let hasTables = false;
  for await (const piece of pieces(path, headInterest, notes)) {
    const [, place, part] = piece.path;
    if (piece.path[0] === "error") {
      notes.partial = (parsed(path, piece) as { message?: string; code?: string })?.message ?? "PartialError";
      continue;
    }
    hasTables = true;
    const table = tables.get(place as number) ?? {};
    tables.set(place as number, table);
    if (lower(part) === "name" || lower(part) === "tablename") table.name = String(parsed(path, piece));
    if (lower(part) === "columns") table.columns = columnNames(parsed(path, piece));
  }
  if (!hasTables)
    throw new BacktestError(path, "is one JSON object and no answer of the query API: it has no tables", howToExport);
  const first = tables.get(0);
  if (!first?.columns)
    throw new BacktestError(
      path,
      "is an answer whose first table has no columns",
      "keep the answer as the service gave it",
    );
  const header = first.columns;
  return {
    form: { name: "query answer", textual: true },
    header,
    ...tableNamed(first.name ?? ""),
    rows: (more) => {
      if (notes.partial !== undefined) more.partial = notes.partial;
      return answerRows(path, header, more);
    },
  };
}

async function* answerRows(path: string, columns: readonly string[], notes: FileNotes): AsyncGenerator<RawRecord> {
  for await (const piece of pieces(path, rowInterest, notes)) {
    const { line, column, text } = piece;
    const values = parsed(path, piece);
    if (!Array.isArray(values) || values.length !== columns.length)
      throw new BacktestError(
        `${path}:${line}:${column}`,
        `is a row of ${Array.isArray(values) ? values.length : "no"} values; the table has ${columns.length} columns`,
        "keep the answer as the service gave it",
      );
    const data = Object.fromEntries(columns.map((name, i) => [name, values[i]]));
    yield { data, line, column, bytes: Buffer.byteLength(text) };
  }
}

const lower = (part: string | number | undefined): string => String(part ?? "").toLowerCase();

const headInterest = (path: readonly (string | number)[]): Interest => {
  if (path.length === 0) return "into";
  if (path.length === 1 && lower(path[0]) === "error") return "take";
  if (lower(path[0]) !== "tables") return "skip";
  if (path.length < 3) return "into";
  return path.length === 3 && ["name", "tablename", "columns"].includes(lower(path[2])) ? "take" : "skip";
};

const rowInterest = (path: readonly (string | number)[]): Interest => {
  if (path.length === 0) return "into";
  if (lower(path[0]) !== "tables" || (path.length > 1 && path[1] !== 0)) return "skip";
  if (path.length < 3) return "into";
  if (lower(path[2]) !== "rows") return "skip";
  return path.length === 3 ? "into" : "take";
};

const columnNames = (columns: unknown): string[] =>
  (columns as readonly { name?: string; ColumnName?: string }[]).map((column) =>
    String(column.name ?? column.ColumnName),
  );

/** The service calls every answer's table PrimaryResult. */
const tableNamed = (name: string): { tableName?: string } =>
  name === "" || /^(PrimaryResult|Table_0)$/i.test(name) ? {} : { tableName: name };

async function* pieces(
  path: string,
  interest: (path: readonly (string | number)[]) => Interest,
  notes: FileNotes,
): AsyncGenerator<JsonPiece> {
  const reader = new JsonPieces(interest);
  try {
    for await (const chunk of textOf(path, {})) yield* reader.feed(chunk);
  } catch (error) {
    if (!(error instanceof JsonPlaceError)) throw error;
    throw new BacktestError(`${path}:${error.line}:${error.column}`, `is not JSON: ${error.message}`, howToExport);
  }
  if (!reader.isComplete) notes.truncatedAt = reader.place;
}

function parsed(path: string, { text, line, column }: JsonPiece): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BacktestError(`${path}:${line}:${column}`, `is not JSON: ${(error as Error).message}`, howToExport);
  }
}

async function firstOf<T>(items: AsyncIterable<T>): Promise<T | undefined> {
  for await (const item of items) return item;
  return undefined;
}

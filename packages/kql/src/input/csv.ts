import { createReadStream } from "node:fs";
import { CsvError, type Info, parse } from "csv-parse";
import { assertNoUtf16 } from "./encoding";
import { type FileRecord, KqlInputError } from "./record";

/** A record with what csv-parse knows about its place. */
interface Parsed {
  readonly record: Readonly<Record<string, string>>;
  readonly info: Info;
  readonly raw: string;
}

/** Records of a CSV file with a header (RFC 4180); every value is text, empty fields are left out. Read as a stream. */
export async function* readCsv(path: string): AsyncIterable<FileRecord> {
  assertNoUtf16(path);
  const parser = parse({
    columns: (header: string[]) => separated(header, path),
    info: true,
    raw: true,
    bom: true,
    skip_empty_lines: true,
  });
  const input = createReadStream(path);
  input.once("error", (error) => parser.destroy(error));
  try {
    for await (const { record, info, raw } of input.pipe(parser) as AsyncIterable<Parsed>) {
      const data = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ""));
      yield { data, place: `${path}:${info.lines}`, bytes: Buffer.byteLength(raw) };
    }
  } catch (error) {
    if (error instanceof KqlInputError) throw error;
    const line = error instanceof CsvError && typeof error.lines === "number" ? `:${error.lines}` : "";
    throw new KqlInputError(`${path}${line}`, `cannot be read as CSV: ${(error as Error).message}`);
  }
}

/** The columns of a header, when commas separate them. */
function separated(header: string[], path: string): string[] {
  const [only = ""] = header;
  const other = header.length === 1 ? [";", "\t"].find((one) => only.includes(one)) : undefined;
  if (other === undefined) return header;
  const name = other === ";" ? "semicolons" : "tabs";
  throw new KqlInputError(
    `${path}:1:${only.indexOf(other) + 1}`,
    `separates its columns by ${name}, and commas are read`,
    "save it with commas: a spreadsheet takes the separator of the region that it is set to",
  );
}

import type { CsvError as CsvErrorType, Info } from "csv-parse";
import { ContentError, type Path, type Place, type Problem, type ProblemSource } from "../content";

interface Raw {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: Info;
}

/**
 * A CSV file with a header as a list of objects, which knows the place of each value. Empty fields are left out; fields that
 * are a whole number, true or false are that where the column wants it.
 */
export class CsvSource implements ProblemSource {
  private readonly header: Raw;
  private readonly rows: readonly Raw[];

  /**
   * @param values how a column's text becomes a value; others stay text
   * @param code of the problem that the text is no CSV
   * @throws ContentError when the text is no CSV, or has no header
   */
  constructor(
    text: string,
    private readonly file: string,
    private readonly values: Readonly<Record<string, (text: string) => unknown>>,
    private readonly code = "external-agents/csv",
  ) {
    const [header, ...rows] = this.parsed(text);
    if (!header) throw this.broken("the file is empty", { line: 1, column: 1 }, "begin with a line of column names");
    const [only] = header.record;
    const other = header.record.length === 1 ? [";", "\t"].find((one) => only!.includes(one)) : undefined;
    if (other !== undefined)
      throw this.broken(
        `the columns are separated by ${other === ";" ? "semicolons" : "tabs"}, and commas are read`,
        { line: 1, column: only!.indexOf(other) + 1 },
        "save it with commas: a spreadsheet takes the separator of the region that it is set to",
      );
    this.header = header;
    this.rows = rows;
    const twice = header.record.find((name, i) => header.record.indexOf(name) < i);
    if (twice !== undefined)
      throw this.broken(`the column "${twice}" is there twice`, this.headerPlace(twice), "keep one");
  }

  get data(): Readonly<Record<string, unknown>>[] {
    return this.rows.map(({ record }) =>
      Object.fromEntries(
        this.header.record.flatMap((name, i) => {
          const text = record[i]?.trim() ?? "";
          return text === "" ? [] : [[name, this.values[name]?.(text) ?? text]];
        }),
      ),
    );
  }

  problem(path: Path, code: string, message: string, options: { suggestion?: string; atKey?: boolean } = {}): Problem {
    const { suggestion, atKey } = options;
    const place = atKey && path.length > 1 ? this.headerPlace(String(path.at(-1))) : this.placeOf(path);
    return { ...place, code, severity: "error", message, file: this.file, ...(suggestion ? { suggestion } : {}) };
  }

  private placeOf([row, name]: Path): Place {
    const raw = this.rows[Number(row)];
    if (!raw) return { line: 1, column: 1 };
    const index = Math.max(0, this.header.record.indexOf(String(name)));
    return placeOf(raw, index);
  }

  private headerPlace(name: string): Place {
    const index = this.header.record.lastIndexOf(name);
    return index < 0 ? { line: 1, column: 1 } : placeOf(this.header, index);
  }

  private parsed(text: string): Raw[] {
    const { parse } = require("csv-parse/sync") as typeof import("csv-parse/sync");
    try {
      // biome-ignore lint/suspicious/noExplicitAny: the typings do not know what raw and info give together
      return parse(text, { bom: true, raw: true, info: true, skip_empty_lines: true }) as any;
    } catch (error) {
      const { lines = 1, message } = error as CsvErrorType & { lines?: number };
      throw this.broken(`is no CSV: ${message}`, { line: lines, column: 1 }, "quote what has commas or quotes in it");
    }
  }

  private broken(message: string, place: Place, suggestion: string): ContentError {
    return new ContentError([{ ...place, code: this.code, severity: "error", message, file: this.file, suggestion }]);
  }
}

/** Where the field of a record begins: lines are counted from the record's end, which is what the parser tells. */
function placeOf({ raw, info }: Raw, index: number): Place {
  const text = raw.replace(/\r?\n$/, "");
  const first = info.lines - (text.match(/\n/g)?.length ?? 0);
  const before = text.slice(0, fieldStart(text, index));
  const line = before.split("\n");
  return { line: first + line.length - 1, column: line.at(-1)!.length + 1 };
}

function fieldStart(record: string, index: number): number {
  let fields = 0;
  let quoted = false;
  for (let i = 0; i < record.length; i++) {
    if (fields === index) return i;
    if (record[i] === '"') quoted = !quoted;
    else if (record[i] === "," && !quoted) fields++;
  }
  return record.length;
}

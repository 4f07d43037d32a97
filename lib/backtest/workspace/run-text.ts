import { atTime, type Column, INGESTION_TIME, type RelativeRange } from "@sentinel-agent-identities/kql";
import type { SavedFunction, WantedRuns, Workspace } from "../../emulator";

const time = "RunTime_";
/** Columns that a query over several runs has besides the rule's own: whose row it is, and which of that run's. */
export const runColumn = "RunOf_";
export const placeColumn = "RunPlace_";

/** Text of a query over runs of a rule, when it is known which. */
export type RunText = (runs: readonly Date[]) => string;

/**
 * The rule's query as a function of the time of its run, so that one request answers many runs. Within it every table has
 * the rows that the run sees, `now()` and `ago()` go by its time, and saved functions stand with their bodies: those of a
 * workspace would read all its rows by the real time.
 * @param absent columns of the tables that the workspace does not have: they are empty
 */
export function runTextOf(
  { rule, runs, tables, columns, ordered }: WantedRuns,
  functions: Workspace["functions"],
  absent: ReadonlyMap<string, readonly Column[]>,
): RunText {
  const sees = runs[0]?.sees ?? [];
  const base = tables.find((name) => !absent.has(name));
  const body = [
    // Those that are empty first: they begin with the rows of one that is not.
    ...tables.flatMap((name) => (absent.has(name) ? [emptyText(name, absent.get(name)!, base)] : [])),
    ...tables.flatMap((name) => (absent.has(name) ? [] : [tableText(name, sees)])),
    ...neededBy(rule.query, functions).map(
      (fn) => `let ${fn.name} = ${fn.parameters || "()"} {\n${atTime(withoutEnd(fn.body), time)}\n};`,
    ),
    atTime(withoutEnd(rule.query), time),
    ...(ordered ? [] : [orderText(columns)]),
    `| serialize ${placeColumn} = row_number()`,
    // Clients keep milliseconds of a datetime; its text has all that there is.
    ...columns
      .filter(({ type }) => type === "datetime")
      .map(({ name }) => `| extend ['${name}'] = tostring(['${name}'])`),
    `| extend ${runColumn} = ${time}`,
  ].join("\n");
  const head = `let Run_ = (${time}: datetime) {\n${body}\n};\n`;
  return (times) => `${head}${unionOf(times.map((at) => `(Run_(datetime(${at.toISOString()})))`))}`;
}

const unionOf = (legs: readonly string[]): string => (legs.length === 1 ? legs[0]! : `union\n${legs.join(",\n")}`);

/** A table without rows: `ingestion_time()` may be asked of a table's rows only, also where there are none. */
function emptyText(name: string, columns: readonly Column[], base: string | undefined): string {
  const typed = columns.map((column) => `['${column.name}']: ${column.type}`);
  if (base === undefined) return `let ${name} = datatable(${typed.join(", ")}) [];`;
  const values = columns.map(
    (column) => `['${column.name}'] = ${column.type === "string" ? '""' : `${column.type}(null)`}`,
  );
  return `let ${name} = table("${base}") | where false | extend ${values.join(", ")};`;
}

function tableText(name: string, sees: readonly RelativeRange[]): string {
  const conditions = sees.flatMap(({ column, from, to }) => {
    const value = column === INGESTION_TIME ? "ingestion_time()" : column;
    return [
      ...(from === undefined ? [] : [`${value} >= ${offset(from)}`]),
      ...(to === undefined ? [] : [`${value} < ${offset(to)}`]),
    ];
  });
  return `let ${name} = table("${name}") | where ${conditions.join(" and ")};`;
}

/** Dynamic values have no order of their own. */
const orderText = (columns: readonly Column[]): string =>
  `| order by ${columns.map(({ name, type }) => `${type === "dynamic" ? `tostring(['${name}'])` : `['${name}']`} asc nulls last`).join(", ")}`;

const offset = (milliseconds: number): string =>
  milliseconds === 0 ? time : `${time} ${milliseconds < 0 ? "-" : "+"} ${Math.abs(milliseconds) / 1000}s`;

/** Saved functions that a text calls, also through others, each after those that it calls itself. */
function neededBy(text: string, functions: readonly SavedFunction[], found: SavedFunction[] = []): SavedFunction[] {
  const words = new Set(text.match(/\w+/g));
  for (const fn of functions) {
    if (!words.has(fn.name) || found.includes(fn)) continue;
    neededBy(fn.body, functions, found);
    if (!found.includes(fn)) found.push(fn);
  }
  return found;
}

const withoutEnd = (text: string): string => text.trim().replace(/;$/, "");

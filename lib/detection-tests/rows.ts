import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DetectionTestSpec } from "../content";
import type { InputRow, InputSource } from "../emulator";

type Given = DetectionTestSpec["tests"][number]["given"];
type Row = Record<string, unknown>;

/** What a row says of its own arrival, an ISO 8601 instant; it is no column. */
export const arrivedKey = "$arrived";

/**
 * The given rows of a test, as input for the emulator; `{ file }` names NDJSON beside the test. Rows that say when they
 * arrived come in then, the others at their TimeGenerated.
 * @throws Error for an arrival that is no instant
 */
export function givenSources(given: Given, folder: string): InputSource[] {
  return Object.entries(given).flatMap(([target, rows]) => {
    const list = Array.isArray(rows) ? (rows as Row[]) : fixture(join(folder, (rows as { file: string }).file));
    const numbered = [...list.entries()];
    return [...new Set(list.map((row) => row[arrivedKey]))].map((arrived) => ({
      target,
      file: folder,
      ...(arrived === undefined ? {} : { arrival: instant(arrived, target) }),
      rows: () =>
        asInput(
          target,
          numbered.filter(([, row]) => row[arrivedKey] === arrived),
        ),
    }));
  });
}

function instant(value: unknown, target: string): Date {
  const date = new Date(String(value));
  if (Number.isNaN(date.getTime()))
    throw new Error(`${target}: ${arrivedKey} is ${JSON.stringify(value)}; write an ISO 8601 instant`);
  return date;
}

function fixture(path: string): Row[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
}

async function* asInput(target: string, rows: readonly (readonly [number, Row])[]): AsyncIterable<InputRow> {
  for (const [i, { [arrivedKey]: _, ...data }] of rows)
    yield { data, place: `${target} row ${i + 1}`, bytes: JSON.stringify(data).length };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DetectionTestSpec } from "../content";
import type { InputRow, InputSource } from "../emulator";

type Given = DetectionTestSpec["tests"][number]["given"];

/** The given rows of a test, as input for the emulator; `{ file }` names NDJSON beside the test. */
export function givenSources(given: Given, folder: string): InputSource[] {
  return Object.entries(given).map(([target, rows]) => {
    const list = Array.isArray(rows)
      ? (rows as Record<string, unknown>[])
      : fixture(join(folder, (rows as { file: string }).file));
    return { target, file: folder, rows: () => asInput(target, list) };
  });
}

function fixture(path: string): Record<string, unknown>[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function* asInput(target: string, rows: readonly Record<string, unknown>[]): AsyncIterable<InputRow> {
  for (const [i, data] of rows.entries())
    yield { data, place: `${target} row ${i + 1}`, bytes: JSON.stringify(data).length };
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One case of a suite: a query and the rows it must give, or that it must be rejected. */
export interface Case {
  readonly id: string;
  readonly query: string;
  readonly mustFail: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** The rows given are only the first ones. */
  readonly partial: boolean;
  /** Values are texts as printed in documentation. */
  readonly printed: boolean;
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** The folder of corpora that this project did not write; undefined when it is not there. */
export const corpora = (): string | undefined => {
  const folder = process.env.AGENTID_CORPORA;
  return folder && existsSync(join(folder, "kql")) ? join(folder, "kql") : undefined;
};

/* biome-ignore lint/suspicious/noExplicitAny: the corpora's own shapes */
type Raw = any;

const lines = (folder: string, file: string): Raw[] =>
  readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line));

const fuzzCase = (raw: Raw): Case => ({
  id: raw.id,
  query: raw.query,
  mustFail: raw.expectError === true,
  columns: raw.expectedColumns ?? [],
  rows: raw.expectedRows ?? [],
  partial: raw.complete === false,
  printed: false,
});

const docsCase = (raw: Raw): Case => ({
  id: raw.id,
  query: raw.query,
  mustFail: false,
  columns: raw.expectedColumns,
  rows: raw.expectedRows,
  partial: false,
  printed: false,
});

const tableCase = (raw: Raw): Case => ({ ...docsCase(raw), printed: true });

/** Names made unique: the fuzz suite repeats its ids. */
const numbered = (cases: readonly Case[]): Case[] => {
  const seen = new Map<string, number>();
  return cases.map((item) => {
    const count = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, count);
    return count === 1 ? item : { ...item, id: `${item.id}#${count}` };
  });
};

/** The suites with expected rows. */
export const suites = (folder: string): Suite[] => [
  { name: "emulator-fuzz", cases: numbered(lines(folder, "emulator-fuzz.jsonl").map(fuzzCase)) },
  { name: "emulator-docs", cases: lines(folder, "emulator-docs.jsonl").map(docsCase) },
  { name: "docs-tables", cases: lines(folder, "docs-tables.jsonl").map(tableCase) },
];

/** A rule of the Sentinel corpus. */
export interface Rule {
  readonly id: string;
  readonly query: string;
  readonly required: readonly string[];
  readonly bindErrors: readonly string[];
}

export const sentinelRules = (folder: string): Rule[] =>
  lines(folder, "sentinel-rules.jsonl").map((raw, index) => ({
    id: `${index}:${raw.name ?? raw.path}`,
    query: raw.query,
    required: raw.required,
    bindErrors: raw.bindErrors,
  }));

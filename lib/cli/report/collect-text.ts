import { count } from "../../wording";
import type { LocalReport } from "../collect/collect-locally";

/** What the collector's jobs did. */
export function collectText({ now, assets, signatures, lineage, rejected }: LocalReport): string {
  return [
    `At ${now}`,
    ...(assets
      ? [
          `assets      ${assets.type} run: ${count(assets.rows)} rows, ${count(assets.deleted)} of them deletions, ${count(assets.requests)} requests to Graph`,
          ...assets.notes.map((note) => `  ${note}`),
        ]
      : []),
    ...(signatures
      ? [
          `signatures  ${count(signatures.records)} records up to ${signatures.cursor}${signatures.waiting ? ", waiting for earlier verdicts" : ""}`,
          ...tally(signatures.verdicts),
        ]
      : []),
    ...(lineage
      ? [
          `lineage     ${count(lineage.images)} images of agents`,
          ...tally(lineage.states),
          ...lineage.problems.map((problem) => `  ${problem}`),
        ]
      : []),
    ...rejected.map((row) => `not ingested: ${row.place} of ${row.target}: ${row.message}`),
  ].join("\n");
}

function tally(numbers: Readonly<Record<string, number>>): string[] {
  return Object.entries(numbers)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, number]) => `  ${name.padEnd(14)}${count(number)}`);
}

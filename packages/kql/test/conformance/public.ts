import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What became of one query or workflow that somebody else published. */
interface PublicOutcome {
  readonly verdict: "runs" | "invalid" | "refused" | "error";
  readonly kind: string;
}

/** Counts of a corpus, by verdict and kind. */
export interface PublicCounts {
  readonly all: number;
  readonly runs: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly diagnostics: Readonly<Record<string, number>>;
  readonly errors: Readonly<Record<string, number>>;
}

/** Counts of what people published, as last measured. */
export interface Public {
  readonly rules: PublicCounts;
  readonly playbooks: PublicCounts;
}

export const publicFile = join(__dirname, "public.json");
export const measured = (): Public => JSON.parse(readFileSync(publicFile, "utf8")) as Public;

export function counted(outcomes: readonly PublicOutcome[]): PublicCounts {
  const of = (verdict: PublicOutcome["verdict"]): Record<string, number> => {
    const counts = new Map<string, number>();
    for (const item of outcomes) if (item.verdict === verdict) counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
    return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  };
  const runs = outcomes.filter(({ verdict }) => verdict === "runs").length;
  return { all: outcomes.length, runs, refused: of("refused"), diagnostics: of("invalid"), errors: of("error") };
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** The table that stands in the documentation. */
export function table(what: string, { all, runs, refused, diagnostics, errors }: PublicCounts): string {
  const share = (count: number): string => `${count} | ${((100 * count) / all).toFixed(1)} %`;
  const section = (name: string, counts: Readonly<Record<string, number>>): string[] => [
    `| ${name} | ${share(total(counts))} |`,
    ...Object.entries(counts).map(([kind, count]) => `| – ${kind.replaceAll("|", "\\|")} | ${share(count)} |`),
  ];
  return [
    `| ${all} ${what} | count | share |`,
    "|---|---|---|",
    `| run | ${share(runs)} |`,
    ...section("refused", refused),
    ...(total(diagnostics) > 0 ? section("with diagnostics", diagnostics) : []),
    ...section("failing otherwise", errors),
  ].join("\n");
}

const docs = join(__dirname, "..", "..", "..", "..", "docs");
const pages = [
  { file: join(docs, "kql-engine.md"), what: "published rules, hunting queries and parsers", of: "rules" },
  { file: join(docs, "workflow-engine.md"), what: "published playbooks", of: "playbooks" },
] as const;

/** Each page as it is, and as the counts want it: the table stands between two comments. */
export function documented(counts: Public): { file: string; is: string; should: string }[] {
  return pages.map(({ file, what, of }) => {
    const is = readFileSync(file, "utf8");
    const should = is.replace(
      /(<!-- public content -->\n)[\s\S]*?(<!-- end -->)/,
      (_all, begin: string, end: string) => `${begin}${table(what, counts[of])}\n${end}`,
    );
    return { file, is, should };
  });
}

/** Keeps counts, here and in the documentation. */
export function keep(counts: Public): void {
  writeFileSync(publicFile, `${JSON.stringify(counts, null, 2)}\n`);
  for (const { file, should } of documented(counts)) writeFileSync(file, should);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KqlAnalyzer } from "../src";
import { aggregateFunction } from "../src/compile/aggregates";
import { multiAggregateNames } from "../src/compile/aggregates/multi";
import { families } from "../src/compile/functions";
import { plugin } from "../src/compile/plugins";
import { severalNames } from "../src/compile/several";

interface Named {
  readonly Name: string;
  readonly IsHidden: boolean;
  readonly IsObsolete: boolean;
}

/** Names that the language service knows, but for those that nobody is offered. */
function known(kind: "Aggregates" | "Functions" | "PlugIns"): string[] {
  new KqlAnalyzer({ tables: [] }).analyze("print 1");
  const { Kusto } = globalThis as unknown as { Kusto: { Language: Record<string, { All: readonly Named[] }> } };
  return [...Kusto.Language[kind]!.All]
    .filter(({ Name, IsHidden, IsObsolete }) => !IsHidden && !IsObsolete && !Name.startsWith("_"))
    .map(({ Name }) => Name);
}

/** `table()` is no function to the compiler. */
const scalar = new Set([...families.flatMap(({ functions }) => Object.keys(functions)), ...severalNames(), "table"]);
const names = (all: readonly string[], runs: (name: string) => unknown) =>
  [...new Set(all.filter((name) => !runs(name.toLowerCase())))].sort().map((name) => `\`${name}\``);

test("docs/kql-engine.md lists every function and plugin that is refused", () => {
  const functions = names(known("Functions"), (name) => scalar.has(name));
  const aggregates = names(
    known("Aggregates"),
    (name) => aggregateFunction(name) ?? multiAggregateNames.includes(name),
  );
  const plugins = names(known("PlugIns"), plugin);
  const geo = ["distance_2points", "info_from_ip_address", "point_in_circle"].map((name) => `\`geo_${name}\``);
  const list = [
    `- **Functions**: ${functions.filter((name) => !name.startsWith("`geo_")).join(", ")}; all others of \`geo_…\` but ${geo.join(", ")}.`,
    `- **Aggregates**: ${aggregates.join(", ")}.`,
    `- **Plugins**: ${plugins.join(", ")}.`,
    "- **Operators**: `scan`, `reduce`, `fork`, `facet`, `make-graph`, `graph-match`, `graph-to-table`, `externaldata` without rows.",
  ].join("\n");
  const page = readFileSync(join(__dirname, "../../../docs/kql-engine.md"), "utf8");
  expect(/<!-- refused -->\n([\s\S]*?)\n<!-- end -->/.exec(page)?.[1]).toBe(list);
});

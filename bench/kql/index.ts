import { compile, KqlAnalyzer } from "@sentinel-agent-identities/kql";
import { measure } from "../measure";
import { line } from "../print";
import { benchCompile } from "./compile";
import { databaseWith, handWritten, now, tables } from "./data";
import { shapes } from "./shapes";

/** `npm run bench kql`: translated KQL beside hand-written SQL, on the same tables in the same run. */
export async function benchKql(): Promise<void> {
  await benchCompile();
  const analyzer = new KqlAnalyzer({ tables });
  const ratios: number[] = [];
  for (const rows of [1_000_000, 10_000_000]) {
    const database = await databaseWith(rows);
    console.log(`\n${(rows / 1e6).toFixed(0)}M rows per table`.padEnd(58), "KQL / SQL = ratio of medians");
    for (const { name, kql, sql } of shapes) {
      const query = compile(analyzer.analyze(kql));
      await sameAnswer(name, (await database.query(query, { now })).rows[0]!, await handWritten(database, sql));
      const [translated, byHand] = await measure(
        [() => database.query(query, { now }), () => handWritten(database, sql)],
        rows > 1e6 ? 5 : 9,
        1,
      );
      const ratio = translated!.median / byHand!.median;
      ratios.push(ratio);
      line(`  ${name}`, `${translated!.median.toFixed(0)} / ${byHand!.median.toFixed(0)} ms = ${ratio.toFixed(2)}`);
    }
    database.close();
  }
  const sorted = ratios.sort((a, b) => a - b);
  console.log();
  line("ratio, median and worst", `${((sorted[5]! + sorted[6]!) / 2).toFixed(2)}, ${sorted.at(-1)!.toFixed(2)}`);
  line("peak memory", `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
}

/** A faster wrong answer would be no figure at all. */
async function sameAnswer(
  name: string,
  row: readonly unknown[],
  columns: readonly (readonly unknown[])[],
): Promise<void> {
  const expected = columns.map(([value]) => Number(value));
  if (String(row.map(Number)) !== String(expected)) throw new Error(`${name}: KQL says ${row}, the SQL ${expected}`);
}

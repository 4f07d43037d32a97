import { compile, KqlDatabase, KqlRuntimeError, KqlUnsupportedError } from "../src";
import { corpora, sentinelRules } from "./conformance/cases";
import { ruleAnalyzer } from "./conformance/rules";
import { chanceBench, queries } from "./set-queries";
import { chance, chanceRuns, differences, fillWithChance } from "./sets";

test("every kind of query, over many random runs", async () => {
  const bench = await chanceBench();
  const random = chance("many");
  const found: object[] = [];
  for (let round = 0; round < 2; round++)
    for (const [name, query] of Object.entries(queries)) {
      const set = chanceRuns(["Events", "Others"], random);
      for (const difference of await differences(bench.analyzer, bench.database, query, set))
        found.push({ name, ...difference });
    }
  expect(found).toEqual([]);
  bench.close();
}, 900_000);

const folder = corpora();

(folder ? test : test.skip)(
  "every fifth rule that others wrote, over random rows of what they read (needs AGENTID_CORPORA)",
  async () => {
    const analyzer = ruleAnalyzer(folder!);
    const random = chance("rules");
    const found: object[] = [];
    let compared = 0;
    let failed = 0;
    for (const [i, { id, query, bindErrors }] of sentinelRules(folder!).entries()) {
      if (bindErrors.length > 0 || i % 5 !== 0) continue;
      const analysis = analyzer.analyze(query);
      if (analysis.diagnostics.some(({ severity }) => severity === "error")) continue;
      try {
        compile(analysis);
        compile(analysis, { forSet: true });
      } catch (error) {
        if (error instanceof KqlUnsupportedError) continue;
        throw error;
      }
      const database = await KqlDatabase.open();
      // The texts of the query, so that its filters let some rows through.
      const pool = [...query.matchAll(/["']([^"'\n]{1,60})["']/g)].map(([, text]) => text!);
      for (const name of compile(analysis).tables) {
        const table = analyzer.schema.tables.find((one) => one.name === name)!;
        await database.createTable(table);
        await fillWithChance(database, table, 60, pool, random);
      }
      for (const { uri } of Object.values(compile(analysis).externals)) database.setExternalData(uri, []);
      const set = chanceRuns(analysis.tables, random);
      compared++;
      try {
        for (const difference of await differences(analyzer, database, query, set)) found.push({ id, ...difference });
      } catch (error) {
        // Random values that the engine cannot compare: such a rule runs one run at a time, and fails there alike.
        if (!(error instanceof KqlRuntimeError)) throw error;
        failed++;
      } finally {
        database.close();
      }
    }
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThan(60);
    expect(failed).toBeLessThan(compared / 10);
  },
  1_800_000,
);

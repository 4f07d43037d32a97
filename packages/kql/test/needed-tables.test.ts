import { KqlAnalyzer, type KqlSchema, neededTables } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Name", type: "string" },
] as const;
const schema: KqlSchema = {
  tables: ["A", "B", "Own"].map((name) => ({ name, columns })),
  functions: [{ name: "ReadsB", body: "B | project Name" }],
};
const analyzer = new KqlAnalyzer(schema);
const same = "(datatable(TimeGenerated:datetime, Name:string)[])";
const less = "(datatable(Name:string)[])";

test.each([
  ["a table", "A | take 1", ["A"]],
  ["tables of a join", "A | join kind=inner (B) on Name", ["A", "B"]],
  ["a call of table()", 'table("A") | take 1', ["A"]],
  ["a plain union", `union ${same}, A`, ["A"]],
  ["a fuzzy union with a stand-in of the same columns", `union isfuzzy=true ${same}, (A | where Name == "x"), B`, []],
  ["a stand-in with fewer columns", `union isfuzzy=true ${less}, A`, ["A"]],
  ["a stand-in of another type", "union isfuzzy=true (datatable(TimeGenerated:datetime, Name:long)[]), A", ["A"]],
  ["a fuzzy union of nothing but tables", "union isfuzzy=true A, B", ["A", "B"]],
  ["an input that reads a second table", `union isfuzzy=true ${same}, (A | where Name in (B | project Name))`, ["B"]],
  ["a table beside a fuzzy union", `B | where Name in (union isfuzzy=true ${same}, A | project Name)`, ["B"]],
  ["a fuzzy union behind a pipe", `A | union isfuzzy=true ${same}, B`, ["A"]],
  ["a fuzzy union of a let", `let Both = union isfuzzy=true ${same}, A; Both | take 1`, []],
  ["the column that tells the table", `union isfuzzy=true withsource=T ${same}, A`, ["A"]],
  ["the body of a function", "ReadsB", []],
])("%s", (_what, query, needed) => {
  const analysis = analyzer.analyze(query);
  expect(analysis.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect([...neededTables(analysis)].sort()).toEqual(needed);
});

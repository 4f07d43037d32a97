import { KqlAnalyzer } from "../src";
import { hasFixedColumns } from "../src/language/fixed-columns";
import type { FunctionSchema, KqlSchema } from "../src/types";

const text = (name: string) => ({ name, type: "string" as const });
const schemaWith = (...functions: FunctionSchema[]): KqlSchema => ({
  tables: [{ name: "T", columns: [text("X"), { name: "N", type: "long" }] }],
  functions,
  lookups: [{ functionName: "_GetWatchlist", common: [text("Key")], variants: { A: [text("A1")], B: [text("B1")] } }],
});

describe("functions whose columns do not depend on arguments", () => {
  it.each<[string, FunctionSchema]>([
    ["a filter", { name: "F", parameters: "(n:long=3)", body: "T | where N > n" }],
    ["a watchlist by its name", { name: "F", parameters: "(a:string)", body: '_GetWatchlist("A") | where Key == a' }],
    ["a column by its name", { name: "F", parameters: "(a:string)", body: "T | extend column_ifexists( 'X', a)" }],
    ["a bag of columns", { name: "F", parameters: "(a:string)", body: 'T | extend b = bag_pack("k", a)' }],
    ["no parameters", { name: "F", body: "T | evaluate bag_unpack(parse_json(X))" }],
  ])("%s", (_name, fn) => {
    expect(hasFixedColumns(schemaWith(fn))).toBe(true);
  });
});

describe("functions whose columns may depend on arguments", () => {
  it.each<[string, FunctionSchema]>([
    ["a watchlist", { name: "F", parameters: "(a:string)", body: "_GetWatchlist(a)" }],
    [
      "a column",
      { name: "F", parameters: "(n:long, a:string)", body: 'T | extend column_ifexists (strcat(a, "x"), n)' },
    ],
    ["a table", { name: "F", parameters: "(a:string)", body: "table( a)" }],
    ["a property", { name: "F", parameters: "(a:string)", body: "T | extend b = bag_pack( a, 1)" }],
    ["a plugin", { name: "F", parameters: "(a:string)", body: "T | evaluate pivot(X)" }],
  ])("%s", (_name, fn) => {
    expect(hasFixedColumns(schemaWith(fn))).toBe(false);
  });

  it("have their columns for each call, whatever was asked before", () => {
    const analyzer = new KqlAnalyzer(schemaWith({ name: "F", parameters: "(a:string)", body: "_GetWatchlist(a)" }));
    const columns = ['F("A")', 'F("B")', 'F("A")'].map((query) => analyzer.analyze(query).columns.map((c) => c.name));
    expect(columns).toEqual([
      ["Key", "A1"],
      ["Key", "B1"],
      ["Key", "A1"],
    ]);
  });
});

describe("what a query reads", () => {
  const uses = (analyzer: KqlAnalyzer, query: string) => {
    const { diagnostics, tables, functions, lookups } = analyzer.analyze(query);
    expect(diagnostics).toEqual([]);
    return { tables, functions, watchlists: lookups.map(({ variant }) => variant) };
  };

  it("is told of every query that calls a function, not only of the first", () => {
    const analyzer = new KqlAnalyzer(
      schemaWith(
        { name: "Inner", body: 'T | join kind=inner (_GetWatchlist("A")) on $left.X == $right.Key' },
        { name: "Outer", parameters: "(n:long=3)", body: "Inner | where N > n" },
      ),
    );
    const everything = { tables: ["T"], functions: ["Outer", "Inner"], watchlists: ["A"] };
    expect(uses(analyzer, "Outer(1) | count")).toEqual(everything);
    expect(uses(analyzer, "Outer(2) | take 1")).toEqual(everything);
    expect(uses(analyzer, "union Outer, (Inner())")).toEqual({ ...everything, functions: ["Outer", "Inner"] });
  });

  it("is what the query's own function reads, where it is called like a saved one", () => {
    const analyzer = new KqlAnalyzer(
      schemaWith({ name: "F", body: 'T | where X in (_GetWatchlist("A") | project A1)' }),
    );
    expect(uses(analyzer, "F | count").tables).toEqual(["T"]);
    const own = uses(analyzer, 'let F = () { _GetWatchlist("B") }; F() | count');
    expect(own).toMatchObject({ tables: [], watchlists: ["B"] });
  });

  it("follows the arguments where they decide", () => {
    const analyzer = new KqlAnalyzer(schemaWith({ name: "F", parameters: "(a:string)", body: "_GetWatchlist(a)" }));
    const read = ['F("A")', 'F("B")', 'F("A")'].map((query) => uses(analyzer, query).watchlists);
    expect(read).toEqual([["A"], ["B"], ["A"]]);
  });
});

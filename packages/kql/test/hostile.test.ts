import { compile, type KqlSchema } from "../src";
import { Bench } from "./harness";

const depth = 200_000;
const nested = "[".repeat(depth) + "]".repeat(depth);
const inKql = `parse_json(strcat(strrep("[", ${depth}), strrep("]", ${depth})))`;
const schema: KqlSchema = { tables: [{ name: "T", columns: [{ name: "D", type: "dynamic" }] }] };

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open(schema);
});
afterAll(() => bench.close());

describe("200,000 arrays in one another", () => {
  it("come out as text, which can be printed", async () => {
    expect(await bench.rows(`print x = ${inKql}, y = 1`)).toEqual([[nested, 1]]);
  });

  it("can be measured and expanded", async () => {
    expect(await bench.rows(`print x = ${inKql} | project array_length(x), gettype(x), strlen(tostring(x))`)).toEqual([
      [1, "array", 2 * depth],
    ]);
    expect(await bench.rows(`print x = ${inKql} | mv-expand x | project strlen(tostring(x))`)).toEqual([
      [2 * depth - 2],
    ]);
  });

  it("end a function that takes them apart in one clear error", async () => {
    await expect(bench.rows(`print dynamic_to_json(${inKql})`)).rejects.toThrow(
      /sorted_json: a dynamic value is nested too deep to be taken apart/,
    );
  });

  it.each([
    ["as text", nested],
    ["as a value", JSON.parse(nested)],
  ])("are no row, and no other row is lost: %s", async (_as, value) => {
    await bench.database.clearTable("T");
    const report = await bench.database.insert("T", [{ D: { a: 1 } }, { D: value }, { D: [2] }]);
    expect(report.rejected).toEqual([
      { index: 1, column: "D", message: "D: arrays or objects lie too deep in one another" },
    ]);
    expect(await bench.rows("T")).toEqual([[{ a: 1 }], [[2]]]);
  });

  it("a thousand are a value like any other", async () => {
    const [[value]] = (await bench.rows(`print parse_json(strcat(strrep("[", 1000), strrep("]", 1000)))`)) as [
      [unknown],
    ];
    expect(JSON.stringify(value)).toBe("[".repeat(1000) + "]".repeat(1000));
  });
});

describe("what Kusto's documentation leaves open", () => {
  it.each([
    ["print decimal(many)", /not supported: the literal decimal\(many\)/],
    ["datatable(n:long)[9223372036854775807] | project tohex(1, n)", /tohex\(\) of more than 10,000 digits/],
    ["print decimal(1e20)", /at most 20 digits before the point/],
    ["print max_of(1.0, real(nan))", /not supported: max_of\(\) of NaN and a number/],
    ["datatable(x:real)[1.0, real(nan)] | project min_of(x, 2.0)", /min_of\(\) of NaN and a number/],
    ["print todecimal(1e30)", /a decimal number here has at most 20 digits before the point/],
    ["print todecimal('123456789012345678901')", /a decimal number here has at most 20 digits before the point/],
    ["print decimal(99999999999999999999) * 2", /a decimal number here has at most 20 digits before the point/],
  ])("%s is refused", async (query, message) => {
    await expect(bench.rows(query)).rejects.toThrow(message);
  });
});

describe("everything at once", () => {
  const wide = Array.from({ length: 300 }, (_, table) => ({
    name: `Wide${table}`,
    columns: Array.from({ length: 4 }, (_, column) => ({ name: `C${table}_${column}`, type: "string" as const })),
  }));

  it.each([
    ["union *", /a union of 301 tables with 1201 columns \(tables × columns may be 250000\): name the tables/],
    ['search "x"', /a search of 301 tables with 1202 columns \(tables × columns may be 250000\)/],
  ])("%s over very many tables is refused with the numbers", (query, message) => {
    const analysis = bench.analyzer.withSchema({ tables: wide }).analyze(query);
    expect(() => compile(analysis)).toThrow(message);
  });

  it("over few it runs", async () => {
    await bench.database.clearTable("T");
    await bench.database.insert("T", [{ D: 1 }]);
    expect(await bench.rows("union withsource=Table * | project Table, D")).toEqual([["T", 1]]);
  });
});

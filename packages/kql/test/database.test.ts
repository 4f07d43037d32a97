import { compile, INGESTION_TIME, type KqlSchema } from "../src";
import { Bench, NOW } from "./harness";

const schema: KqlSchema = {
  tables: [
    {
      name: "Events",
      columns: [
        { name: "TimeGenerated", type: "datetime" },
        { name: "Agent", type: "string" },
        { name: "Bytes", type: "long" },
        { name: "Ratio", type: "real" },
        { name: "Ok", type: "bool" },
        { name: "Took", type: "timespan" },
        { name: "Id", type: "guid" },
        { name: "Details", type: "dynamic" },
      ],
    },
    {
      name: "source",
      columns: [
        { name: "at", type: "string" },
        { name: "agent", type: "string" },
        { name: "bytes", type: "long" },
      ],
    },
    {
      name: "Cased",
      columns: [
        { name: "name", type: "string" },
        { name: "Name", type: "string" },
      ],
    },
  ],
  functions: [{ name: "Big", parameters: "(least:long=10)", body: "Events | where Bytes >= least" }],
  lookups: [
    {
      functionName: "_GetWatchlist",
      common: [{ name: "SearchKey", type: "string" }],
      variants: { Policy: [{ name: "Tier", type: "int" }] },
    },
  ],
};

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.open(schema);
});
afterEach(() => bench.close());

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));

describe("insert", () => {
  it("converts values to the columns' types and gives them back in their forms", async () => {
    const report = await bench.database.insert("Events", [
      {
        TimeGenerated: "2026-01-01T01:02:03.1234567+01:00",
        Agent: "a",
        Bytes: "9007199254740993",
        Ratio: 0.5,
        Ok: "true",
        Took: "1.02:03:04",
        Id: "74BE27DE-1E4E-49D9-B579-FE0B331D3642",
        Details: { deep: [1, { x: "y" }] },
      },
      {},
    ]);
    expect(report).toEqual({ inserted: 2, rejected: [] });
    expect(await bench.rows("Events")).toEqual([
      [
        "2026-01-01T00:02:03.1234567Z",
        "a",
        9007199254740993n,
        0.5,
        true,
        "1.02:03:04",
        "74be27de-1e4e-49d9-b579-fe0b331d3642",
        { deep: [1, { x: "y" }] },
      ],
      [null, "", null, null, null, null, null, null],
    ]);
  });

  it("reports rows it cannot take, and takes the rest", async () => {
    const report = await bench.database.insert("Events", [
      { Agent: "a" },
      { Agnet: "b" },
      { Bytes: "many" },
      { TimeGenerated: "yesterday" },
      { Agent: { a: 1 } },
      { Agent: "c" },
    ]);
    expect(report.inserted).toBe(2);
    expect(report.rejected).toEqual([
      { index: 1, column: "Agnet", message: "there is no column Agnet; did you mean Agent?" },
      { index: 2, column: "Bytes", message: 'Bytes: expected a whole number, got "many"' },
      {
        index: 3,
        column: "TimeGenerated",
        message: 'TimeGenerated: expected a datetime such as 2026-01-31T12:00:00Z, got "yesterday"',
      },
      { index: 4, column: "Agent", message: 'Agent: expected a string, got {"a":1}' },
    ]);
    expect(await bench.rows("Events | project Agent")).toEqual([["a"], ["c"]]);
  });

  it("tells columns apart that differ only in case", async () => {
    await bench.database.insert("Cased", [{ name: "lower", Name: "upper" }]);
    expect(await bench.rows("Cased | where name == 'lower' | project Name, name")).toEqual([["upper", "lower"]]);
  });

  it("names a table that is not there", async () => {
    await expect(bench.database.insert("Event", [])).rejects.toThrow("there is no table Event; did you mean Events?");
  });
});

describe("runs", () => {
  beforeEach(async () => {
    const rows = [1, 2, 3].map((n) => ({ TimeGenerated: day(n).toISOString(), Agent: `a${n}`, Bytes: n * 10 }));
    await bench.database.insert("Events", rows, {
      ingestionTime: (row) => new Date(Date.parse(String(row.TimeGenerated)) + 3_600_000),
    });
  });

  it("slide one compiled query over time", async () => {
    const query = compile(bench.analyzer.analyze("Events | where TimeGenerated > ago(1d) | project Agent"));
    expect((await bench.database.query(query, { now: day(2) })).rows).toEqual([["a2"], ["a3"]]);
    expect((await bench.database.query(query, { now: day(4) })).rows).toEqual([]);
  });

  it("restrict every read of a table to half-open ranges, also in functions", async () => {
    const ranges = { Events: [{ column: "TimeGenerated", from: day(2), to: day(3) }] };
    expect(await bench.rows("Big(10) | union Events | project Agent", { ranges })).toEqual([["a2"], ["a2"]]);
    const ingested = { Events: [{ column: INGESTION_TIME, from: new Date(day(3).getTime() + 3_600_000) }] };
    expect(await bench.rows("Events | project Agent, ingestion_time()", { ranges: ingested })).toEqual([
      ["a3", "2026-01-03T01:00:00.0000000Z"],
    ]);
  });

  it("call saved functions with defaults, positions and names", async () => {
    expect(await bench.rows("Big | count")).toEqual([[3]]);
    expect(await bench.rows("Big(20) | count")).toEqual([[2]]);
    expect(await bench.rows("Big(least=30) | project Agent")).toEqual([["a3"]]);
  });

  it("find no ingestion time where rows are no longer those of a table", async () => {
    expect(() =>
      compile(bench.analyzer.analyze("Events | summarize count() by Agent | extend t = ingestion_time()")),
    ).toThrow("ingestion_time() where the rows are no longer those of one table");
  });
});

describe("look-ups", () => {
  it("have a schema of their own and rows that can be replaced", async () => {
    const query = "_GetWatchlist('Policy') | where Tier > 0 | project SearchKey, Tier";
    expect(await bench.rows(query)).toEqual([]);
    await bench.database.setLookup("_GetWatchlist", "Policy", [{ SearchKey: "a", Tier: 1 }]);
    expect(await bench.rows(query)).toEqual([["a", 1]]);
    await bench.database.setLookup("_GetWatchlist", "Policy", [{ SearchKey: "b", Tier: "2" }]);
    expect(await bench.rows(query)).toEqual([["b", 2]]);
  });
});

describe("insertFromQuery", () => {
  const transform = "source | where bytes > 0 | project TimeGenerated = todatetime(at), Agent = agent, Bytes = bytes";

  it("lands a transform's rows in a table, each with its own ingestion time", async () => {
    await bench.database.insert("source", [{ at: "2026-01-02", agent: "a", bytes: 5 }, { bytes: 0 }], {
      ingestionTime: day(5),
    });
    const query = compile(bench.analyzer.analyze(transform));
    expect(await bench.database.insertFromQuery("Events", query, { now: NOW })).toEqual({ rows: 1 });
    expect(await bench.rows("Events | project TimeGenerated, Agent, Bytes, Ratio, Details, ingestion_time()")).toEqual([
      ["2026-01-02T00:00:00.0000000Z", "a", 5, null, null, "2026-01-05T00:00:00.0000000Z"],
    ]);
  });

  it("refuses columns that the table lacks or has with another type", async () => {
    const land = (text: string) =>
      bench.database.insertFromQuery("Events", compile(bench.analyzer.analyze(text)), { now: NOW });
    await expect(land("source | project Agnet = agent")).rejects.toThrow(
      "the query returns the column Agnet, which Events does not have; did you mean Agent?",
    );
    await expect(land("source | project Bytes = agent")).rejects.toThrow(
      "the query returns Bytes as string; in Events it is long",
    );
  });
});

describe("columns known only at run time", () => {
  it("bag_unpack makes a column of each key, typed by its values", async () => {
    await bench.database.insert("Events", [
      { Agent: "a", Details: { n: 1, s: "x" } },
      { Agent: "b", Details: { n: 2.5 } },
    ]);
    const query = compile(
      bench.analyzer.analyze(
        "Events | project Agent, Details | evaluate bag_unpack(Details) | where n > 1 | project Agent, n, s",
      ),
    );
    const result = await bench.database.query(query, { now: NOW });
    expect(result.columns).toEqual([
      { name: "Agent", type: "string" },
      { name: "n", type: "real" },
      { name: "s", type: "string" },
    ]);
    expect(result.rows).toEqual([["b", 2.5, ""]]);
  });

  it("pivot makes a column of each value", async () => {
    const query =
      "datatable(a:string, k:string, n:long)['x','p',1, 'x','q',2, 'y','p',3] | evaluate pivot(k, sum(n)) | sort by a asc | extend t = p + q";
    expect(await bench.rows(query)).toEqual([
      ["x", 1, 2, 3],
      ["y", 3, 0, 3],
    ]);
  });

  it("a key that is missing after bag_unpack is an error with its place", async () => {
    await expect(bench.rows("print d = dynamic({'a':1}) | evaluate bag_unpack(d) | project b")).rejects.toThrow(
      "query:1:63: KS142",
    );
  });
});

describe("fixtures", () => {
  it("stand in for externaldata", async () => {
    const query =
      "externaldata(ip:string, score:long)[@'https://example.org/ti.csv'] with (format='csv') | where score > 1";
    await expect(bench.rows(query)).rejects.toThrow("no rows were given for externaldata 'https://example.org/ti.csv'");
    bench.database.setExternalData("https://example.org/ti.csv", [["10.0.0.1", "1"], { ip: "10.0.0.2", score: 2 }]);
    expect(await bench.rows(query)).toEqual([["10.0.0.2", 2]]);
  });

  it("stand in for the locations of addresses: the most specific network counts", async () => {
    await expect(bench.rows("print geo_info_from_ip_address('10.1.2.3')")).rejects.toThrow("use setGeoInfo()");
    await bench.database.setGeoInfo([
      { network: "10.0.0.0/8", country: "A" },
      { network: "10.1.0.0/16", country: "B", city: "C", latitude: 1.5, longitude: 2 },
    ]);
    expect(
      await bench.rows(
        "print g = geo_info_from_ip_address('10.1.2.3') | project tostring(g.country), tostring(g.city)",
      ),
    ).toEqual([["B", "C"]]);
  });
});

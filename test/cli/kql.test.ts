import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe("kql check", () => {
  test("prints place, severity, code and message, and fails on errors", async () => {
    const path = file("bad.kql", "AuditLogs\n| where OperationNam == 'x'\n");
    const { code, out } = await agentid("kql", "check", path);
    expect(code).toBe(1);
    expect(out).toMatch(new RegExp(`^${path}:2:9 error KS142 .*OperationNam.*did you mean OperationName`));
  });

  test("is silent about good queries", async () => {
    const path = file("good.kql", "AuditLogs | where TimeGenerated > ago(1h) | count");
    expect(await agentid("kql", "check", path)).toEqual({ code: 0, out: "", err: "" });
  });

  test("binds against a schema file, and says what is wrong with one", async () => {
    const query = file("own.kql", "T | where Known(A) and B > 1");
    const schema = file(
      "schema.json",
      '{"tables":{"T":{"A":"string","B":"long"}},"functions":{"Known":{"parameters":"(x:string)","body":"x != \\"\\""}}}',
    );
    expect((await agentid("kql", "check", query, "--schema", schema)).code).toBe(0);
    const wrong = file("wrong.json", '{"tables":{"T":{"A":"text"}}}');
    const { code, err } = await agentid("kql", "check", query, "--schema", wrong);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/wrong\.json:1:21 error schema\/value "text" is not allowed in tables\.T\.A/),
    ]);
  });
});

describe("kql query", () => {
  const row = {
    TimeGenerated: "2026-03-02T10:00:00.123Z",
    Host: "a,b",
    Size: 5,
    Ratio: 0.5,
    Ok: true,
    Detail: { x: [1] },
  };
  const text =
    "T | project TimeGenerated, Host, Size, Ratio, Ok, Span = 90m, Detail, Big = long(9223372036854775807), Now = now()";
  const expected = {
    columns: ["datetime", "string", "long", "real", "bool", "timespan", "dynamic", "long", "datetime"],
    row: '["2026-03-02T10:00:00.1230000Z","a,b",5,0.5,true,"01:30:00",{"x":[1]},9223372036854775807,"2026-03-03T00:00:00.0000000Z"]',
  };

  test.each([
    ["NDJSON", file("t.ndjson", JSON.stringify(row))],
    ["gzipped NDJSON", file("t.ndjson.gz", gzipSync(JSON.stringify(row)))],
  ])("infers the columns of %s and prints Kusto's forms", async (_name, path) => {
    const { code, out } = await agentid(
      "kql",
      "query",
      "--text",
      text,
      "--table",
      `T=${path}`,
      "--now",
      "2026-03-03",
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect((JSON.parse(out) as { columns: { type: string }[] }).columns.map((c) => c.type)).toEqual(expected.columns);
    expect(out).toContain(`"rows":[${expected.row}]`);
  });

  test("infers numbers and times in CSV, and writes CSV", async () => {
    const path = file("t.csv", 'When,Host,Size\n2026-03-02T10:00:00Z,"a,b",5\n2026-03-02T11:00:00Z,c,\n');
    const { out } = await agentid(
      "kql",
      "query",
      "--query",
      file("q.kql", "T | extend Next = When + 1h, Twice = Size * 2 | sort by When asc"),
      "--table",
      `T=${path}`,
      "--format",
      "csv",
    );
    expect(out).toBe(
      'When,Host,Size,Next,Twice\n2026-03-02T10:00:00.0000000Z,"a,b",5,2026-03-02T11:00:00.0000000Z,10\n2026-03-02T11:00:00.0000000Z,c,,2026-03-02T12:00:00.0000000Z,',
    );
  });

  test("a built-in table takes its own schema, and refuses what does not fit", async () => {
    const good = file("AuditLogs.ndjson", '{"TimeGenerated":"2026-03-02T10:00:00Z","TargetResources":[{"id":"x"}]}');
    const { out } = await agentid(
      "kql",
      "query",
      "--text",
      "AuditLogs | project Id = TargetResources[0].id",
      "--table",
      `AuditLogs=${good}`,
      "--format",
      "csv",
    );
    expect(out).toBe("Id\nx");
    const bad = file("bad.ndjson", '{"TimeGenerated":"2026-03-02T10:00:00Z"}\n{"Operation":"x"}');
    const { code, err } = await agentid("kql", "query", "--text", "AuditLogs", "--table", `AuditLogs=${bad}`);
    expect([code, err]).toEqual([1, expect.stringMatching(/bad\.ndjson:2 does not fit AuditLogs: .*Operation/)]);
  });

  test.each([
    [["--text", "T | foo"], /KS\d+/],
    [["--text", "print geo_point_to_geohash(1.0, 2.0)"], /:1:7: not supported: geo_point_to_geohash/],
    [[], /--text or --query/],
    [["--text", "print 1", "--table", "T"], /NAME=FILE/],
    [["--text", "T", "--table", "T=nowhere.ndjson"], /nowhere\.ndjson cannot be read: ENOENT/],
    [["--text", "T", "--table", "T=file.txt"], /file\.txt is no data file/],
  ])("%j is one clear error", async (args, message) => {
    const { code, out, err } = await agentid("kql", "query", ...args);
    expect([code === 0, out]).toEqual([false, ""]);
    expect(err).toMatch(message);
  });
});

test("kql batch answers every query on a line of its own", async () => {
  const queries = [
    { id: 1, query: "print x = 1" },
    { id: "two", query: "print x = " },
    { id: 3, query: "AuditLogs | where Foo == 1" },
    { id: 4, query: "print geo_point_to_geohash(1.0, 2.0)" },
    { id: 5, query: "AuditLogs | count" },
  ];
  const { code, out } = await agentid(
    "kql",
    "batch",
    file("batch.jsonl", queries.map((q) => JSON.stringify(q)).join("\n")),
  );
  expect(code).toBe(0);
  expect(out.split("\n").map((line) => JSON.parse(line))).toEqual([
    { id: 1, columns: [{ name: "x", type: "long" }], rows: [[1]] },
    { id: "two", error: { kind: "syntax", message: expect.stringContaining("KS006"), line: 1, column: 10 } },
    { id: 3, error: { kind: "semantic", message: expect.stringContaining("Foo"), line: 1, column: 19 } },
    {
      id: 4,
      error: { kind: "unsupported", message: expect.stringContaining("geo_point_to_geohash"), line: 1, column: 7 },
    },
    { id: 5, columns: [{ name: "Count", type: "long" }], rows: [[0]] },
  ]);
});

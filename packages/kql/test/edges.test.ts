import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Host", type: "string" },
  { name: "Cost", type: "decimal" },
] as const;
const tables = ["EventsA", "EventsB", "Other"].map((name) => ({ name, columns }));
const analyzer = new KqlAnalyzer({ tables });

let database: KqlDatabase;
beforeAll(async () => {
  database = await KqlDatabase.open();
  for (const table of tables) {
    await database.createTable(table);
    await database.insert(table.name, [{ TimeGenerated: "2026-03-02T10:00:00Z", Host: table.name, Cost: "1.5" }]);
  }
});
afterAll(() => database.close());
const rows = async (text: string) =>
  (await database.query(compile(analyzer.analyze(text)), { now: new Date("2026-03-02T12:00:00Z") })).rows;

test.each([
  // A term's own signs bound nothing; its letters end where a word ends.
  [`print "powershell -enc abc" has "-enc"`, [[true]]],
  [`print "powershell -encoded abc" has "-enc"`, [[false]]],
  [`print "powershell abc-enc" has "-enc"`, [[true]]],
  [`print "a.b" has "b", "a.bc" has ".b", "xa.b" has "a."`, [[true, false, false]]],
  ["union Events* | summarize make_set(Host)", [[["EventsA", "EventsB"]]]],
  ["union withsource=T Events* | summarize by T | sort by T asc", [["EventsA"], ["EventsB"]]],
  ["let hosts = (T: (Host: string)) { T | where Host endswith 'B' | project Host }; hosts(EventsB)", [["EventsB"]]],
  ["let hosts = (T: (Host: string)) { T | count }; hosts((union EventsA, EventsB))", [[2]]],
  // Arguments by name or by place, those left out by their defaults, each in its parameter's type.
  [
    "let f = (x: long, y: long = 10, z: long = 100) { x * 10000 + y * 1000 + z }; print f(1, z=2), f(z=3, x=1, y=2)",
    [[20002, 12003]],
  ],
  ["let f = (x: long, y: long) { x - y }; print f(y=1, x=5), f(5, y=2)", [[4, 3]]],
  [
    "let f = (x: long, y: long = 10, z: long = 100) { x * 10000 + y * 1000 + z }; print f(x=1, 2), f(1, y=2, 3)",
    [[12100, 12003]],
  ],
  ["let f = (T: (Host: string), n: long, m: long = 7) { T | project n, m }; EventsA | invoke f(n=1, 2)", [[1, 2]]],
  ["let f = (x: real) { x / 2 }; print f(1)", [[0.5]]],
  ["let f = (x: long) { x / 2 }; print f(toint(3)), gettype(f(toint(3)))", [[1, "long"]]],
  ["let f = (x: dynamic) { x.a }; print tostring(f(dynamic({'a': 7})))", [["7"]]],
  ["EventsA | project tostring(-Cost)", [["-1.5"]]],
  // What stands in a dynamic literal, by the type that it is written in.
  [
    "print dynamic([datetime(2026-01-01), timespan(1h), guid(74be27de-1e4e-49d9-b579-fe0b331d3642), bool(1), bool(false), bool(null), long(null)])",
    [[["2026-01-01T00:00:00.0000000Z", "01:00:00", "74be27de-1e4e-49d9-b579-fe0b331d3642", true, false, null, null]]],
  ],
  [
    "print dynamic([real(nan), real(+inf), real(-inf), real(null), long(0x10), 0xff]), dynamic(2h)",
    [[["NaN", "Infinity", "-Infinity", null, 16, 255], "02:00:00"]],
  ],
  [
    "print dynamic([-5, 1.5e3, 007, -007, 1., 0.50, 00.5, 12345678901])",
    [[[-5, 1500, 7, -7, 1, 0.5, 0.5, 12345678901]]],
  ],
  // Columns that a schema of bag_unpack names, beside the others or alone.
  [
    "print d = dynamic({'a':'x','b':'7'}), k = 1 | evaluate bag_unpack(d) : (*, a:string, b:long, c:real)",
    [[1, "x", 7, null]],
  ],
  ["print d = dynamic({'a':'x','b':'7'}), k = 1 | evaluate bag_unpack(d) : (b:long, k:long)", [[7, 1]]],
  // Rows of several tables, by what is asked of each.
  ["find in (EventsA, EventsB) where Host endswith 'B' project Host, Cost", [["EventsB", "EventsB", "1.5"]]],
  [
    "find withsource=T where Cost > 1 project Host | sort by T asc",
    [
      ["EventsA", "EventsA"],
      ["EventsB", "EventsB"],
      ["Other", "Other"],
    ],
  ],
  [
    "find where Host == 'Other' and TimeGenerated > ago(1d) project Host, pack(*)",
    [["Other", "Other", { TimeGenerated: "2026-03-02T10:00:00.0000000Z", Cost: "1.5" }]],
  ],
  ["search in (EventsA, Other) 'Other' | project $table, Host", [["Other", "Other"]]],
  ["search 'EventsB' | project $table", [["EventsB"]]],
  ["table('EventsA') | project Host", [["EventsA"]]],
  ["let n = 'EventsB'; table(n) | project Host", [["EventsB"]]],
  ["EventsA | project tostring(-Cost - 1)", [["-2.5"]]],
  [
    "print tostring(26h), tostring(-26h), tostring(23h), tostring(10d + 1tick)",
    [["1.02:00:00", "-1.02:00:00", "23:00:00", "10.00:00:00.0000001"]],
  ],
  [
    "print array_sort_asc(dynamic([3, 1, 2])), array_sort_desc(dynamic([3, 1, 2]))",
    [
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
    ],
  ],
  [`print array_sort_asc(dynamic(["b", "a", "c"]))`, [[["a", "b", "c"]]]],
])("%s", async (text, expected) => {
  expect(await rows(text)).toEqual(expected);
});

import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Tool", type: "string" },
  { name: "Host", type: "string" },
  { name: "Bytes", type: "long" },
] as const;
const analyzer = new KqlAnalyzer({ tables: [{ name: "Events", columns }] });
const compiled = (text: string) => compile(analyzer.analyze(text));

let database: KqlDatabase;
beforeAll(async () => {
  database = await KqlDatabase.open();
  await database.createTable({ name: "Events", columns });
  await database.insert("Events", [
    { TimeGenerated: "2026-03-02T10:00:00Z", Agent: "a", Tool: "read", Host: "x", Bytes: 5 },
    { TimeGenerated: "2026-03-02T11:00:00Z", Agent: "a", Tool: "send", Host: "y", Bytes: 7 },
    { TimeGenerated: "2026-03-02T11:30:00Z", Agent: "b", Tool: "read", Host: "z", Bytes: 9 },
  ]);
});
afterAll(() => database.close());
const rows = async (text: string) =>
  (await database.query(compiled(text), { now: new Date("2026-03-02T12:00:00Z") })).rows;

test.each([
  ["rows of an expanded list count, whoever reads it", "Events | mv-expand t = pack_array(1, 2) | count", [[6]]],
  ["rows of nothing count", "Events | project Agent | count", [[3]]],
  [
    "inputs of a union keep their places",
    "Events | project Agent, Tool, Host | union (Events | project Host, Agent, Bytes) | summarize by Host | sort by Host asc",
    [["x"], ["y"], ["z"]],
  ],
  [
    "of a row that is kept whole, the fields that are read come from the same row",
    "Events | summarize arg_max(TimeGenerated, *) by Agent | project Agent, Host, Bytes | sort by Agent asc",
    [
      ["a", "y", 7],
      ["b", "z", 9],
    ],
  ],
  [
    "a condition reads what the result leaves out",
    "Events | extend Big = Bytes > 5 | where Big and Tool == 'send' | project Agent",
    [["a"]],
  ],
  ["an order reads what the result leaves out", "Events | sort by Bytes desc | project Host | take 2", [["z"], ["y"]]],
  [
    "what is distinct is so by all its columns",
    "Events | distinct Agent, Tool | summarize n = count() by Agent | sort by Agent asc",
    [
      ["a", 2],
      ["b", 1],
    ],
  ],
  [
    "a name that a projection gives again is the new one",
    "Events | extend Bytes = Bytes * 10 | extend Bytes = Bytes + 1 | where Bytes > 60 | project Bytes | sort by Bytes asc",
    [[71], [91]],
  ],
  [
    "a table that two readers read for different columns has both",
    "let E = Events | extend Double = Bytes * 2; E | where Tool == 'read' | project Agent, Double | join kind=inner (E | project Agent, Host) on Agent | project Double, Host | sort by Double asc, Host asc",
    [
      [10, "x"],
      [10, "y"],
      [18, "z"],
    ],
  ],
  [
    "text that looks like a column is none",
    `Events | where Host != '"Tool"' and Agent != '"' | summarize Tools = dcount(Tool)`,
    [[2]],
  ],
  [
    "the first rows of each group",
    "Events | partition by Agent (top 1 by Bytes desc) | project Tool | sort by Tool asc",
    [["read"], ["send"]],
  ],
])("%s", async (_, text, expected) => {
  expect(await rows(text)).toEqual(expected);
});

test("SQL names no column that nobody reads", () => {
  const sql = compiled(
    "Events | extend Long = strcat(Tool, Host) | summarize arg_max(TimeGenerated, *) by Agent | project Agent, Bytes",
  ).template.join("");
  expect(sql).not.toMatch(/"Long"|"Tool"|"Host"/);
});

import { drivingReads, KqlAnalyzer } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Bytes", type: "long" },
] as const;
const analyzer = new KqlAnalyzer({
  tables: [
    { name: "Events", columns },
    { name: "Alerts", columns },
  ],
  functions: [
    { name: "Limits", body: "Events | summarize Limit = max(Bytes) by Agent" },
    {
      name: "Recent",
      parameters: "(agent:string)",
      body: "let all = Events | where Bytes > 0; all | where Agent == agent",
    },
  ],
});
const reads = (text: string) => drivingReads(analyzer.analyze(text));

test.each([
  ["the whole table", "Events | extend x = 1", [{ table: "Events" }]],
  [
    "conditions that follow at once, apart from the time",
    "Events | where TimeGenerated > ago(1d) and Agent has 'fin' | where Bytes > 5",
    [
      {
        table: "Events",
        condition: "( Agent has 'fin') and ( Bytes > 5)",
        since: { column: "TimeGenerated", milliseconds: 86_400_000 },
      },
    ],
  ],
  [
    "the youngest age that a row may have",
    "Events | where TimeGenerated > ago(14d) and Bytes > 5 | where TimeGenerated >= ago(15m)",
    [{ table: "Events", condition: "( Bytes > 5)", since: { column: "TimeGenerated", milliseconds: 900_000 } }],
  ],
  [
    "no age that is not written out, or lies after a computation",
    "let window = 1h; Events | where TimeGenerated > ago(window) | extend Then = TimeGenerated | where Then > ago(1h)",
    [{ table: "Events" }],
  ],
  ["no condition on what was computed", "Events | extend Kb = Bytes / 1024 | where Kb > 5", [{ table: "Events" }]],
  [
    "no condition with a variable",
    "let agents = dynamic(['a']); Events | where Agent in (agents) and Bytes > 5",
    [{ table: "Events", condition: "( Bytes > 5)" }],
  ],
  [
    "the left of a join, whatever the right has",
    "Events | where Bytes > 5 | join kind=leftanti (Alerts) on Agent | lookup kind=leftouter Limits on Agent",
    [{ table: "Events", condition: "( Bytes > 5)" }],
  ],
  [
    "every input of a union, also through variables",
    "let big = Events | where Bytes > 5; union isfuzzy=true (datatable(Agent:string)[]), big, (Alerts | project Agent)",
    [{ table: "Events", condition: "( Bytes > 5)" }, { table: "Alerts" }],
  ],
  [
    "what a function reads, without conditions on its parameters",
    "Recent('a') | summarize count() by Agent",
    [{ table: "Events", condition: "( Bytes > 0)" }],
  ],
])("%s", (_, text, expected) => {
  expect(reads(text)).toEqual(expected);
});

test.each([
  ["a total of nothing is a row", "Events | where Bytes > 5 | summarize count()"],
  ["so is a count", "Events | count"],
  ["a right outer join keeps the right", "Events | join kind=rightouter (Alerts) on Agent"],
  ["given rows", "union (datatable(Agent:string)['a']), (Events | project Agent)"],
  ["print", "print Agent = 'a'"],
])("%s: nothing can be told", (_, text) => {
  expect(reads(text)).toBeUndefined();
});

import { decidingTables, KqlAnalyzer } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Bytes", type: "long" },
  { name: "Bag", type: "dynamic" },
] as const;
const analyzer = new KqlAnalyzer({
  tables: ["Events", "Alerts", "Limits"].map((name) => ({ name, columns })),
  functions: [
    { name: "Known", body: "let known = Alerts | summarize n = count() by Agent; Events | lookup known on Agent" },
    { name: "Big", parameters: "(least:long)", body: "Events | where Bytes > least" },
  ],
});
const counted = "(Alerts | summarize n = count() by Agent)";

test.each<[string, string, string[]]>([
  ["the table itself", "Events | where Bytes > 1", ["Events"]],
  ["not what is looked up, and not asked for", `Events | lookup ${counted} on Agent`, ["Events"]],
  [
    "what is looked up, where a filter asks for it",
    `Events | lookup ${counted} on Agent | where n > 1`,
    ["Events", "Alerts"],
  ],
  [
    "by whatever name it goes",
    `Events | lookup ${counted} on Agent | extend x = n + 1 | project y = x | where y > 2`,
    ["Events", "Alerts"],
  ],
  [
    "not a column of the table's own beside it",
    `Events | lookup ${counted} on Agent | project y = Bytes, n | where y > 2`,
    ["Events"],
  ],
  [
    "by a name that is renamed",
    `Events | lookup ${counted} on Agent | project-rename m = n | where isnull(m)`,
    ["Events", "Alerts"],
  ],
  [
    "not what a first look-up gives, where a filter asks for what the next one does",
    `Events | lookup ${counted} on Agent | lookup kind=leftouter (Limits | project Agent, l = Bytes) on Agent | where l > 1`,
    ["Events", "Limits"],
  ],
  [
    "but where the next one goes by it",
    `Events | lookup ${counted} on Agent | extend Agent = strcat(Agent, n) | lookup kind=leftouter (Limits | project Agent, l = Bytes) on Agent | where l > 1`,
    ["Events", "Alerts", "Limits"],
  ],
  [
    "by another name on the other side",
    `Events | lookup ${counted} on Agent | extend Key = strcat(Agent, n) | join kind=leftouter (Limits | project Agent, l = Bytes) on $left.Key == $right.Agent | where l > 1`,
    ["Events", "Alerts", "Limits"],
  ],
  [
    "how often a look-up repeats rows, where they are numbered",
    "Events | lookup Alerts on Agent | serialize place = row_number() | where place > 3",
    ["Events", "Alerts"],
  ],
  [
    "in which order a look-up leaves rows, which nobody knows",
    `Events | lookup ${counted} on Agent | serialize place = row_number() | where place > 3`,
    ["Events", "Alerts"],
  ],
  [
    "not how often, where it finds one at most and rows are sorted by their own columns",
    `Events | lookup ${counted} on Agent | order by Agent asc | where Agent != prev(Agent)`,
    ["Events"],
  ],
  [
    "in which order rows come, where they are compared to those before",
    `Events | lookup ${counted} on Agent | order by n asc | where Bytes > prev(Bytes)`,
    ["Events", "Alerts"],
  ],
  [
    "how often, where it may find several by what it goes by",
    "Events | lookup (Alerts | summarize by Agent, Bag = tostring(Bag)) on Agent | order by Agent asc | where row_number() > 2",
    ["Events", "Alerts"],
  ],
  [
    "how often, where what it goes by was changed since it was the only one",
    "Events | lookup (Alerts | summarize n = count() by Agent | extend Agent = substring(Agent, 0, 1)) on Agent | order by Agent asc | where row_number() > 2",
    ["Events", "Alerts"],
  ],
  ["what has to be found", `Events | lookup kind=inner ${counted} on Agent`, ["Events", "Alerts"]],
  ["what must not be found", "Events | join kind=leftanti Alerts on Agent", ["Events", "Alerts"]],
  ["both sides of a join by default", "Events | join Alerts on Agent", ["Events", "Alerts"]],
  [
    "the left of a left outer join",
    "Events | join kind=leftouter Alerts on Agent | where Agent == 'x' and Bytes > 1",
    ["Events"],
  ],
  [
    "its right, where a filter asks for it",
    "Events | join kind=leftouter Alerts on Agent | where isempty(Agent1)",
    ["Events", "Alerts"],
  ],
  ["both sides where the right stays", "Events | join kind=rightouter Alerts on Agent", ["Events", "Alerts"]],
  [
    "both sides where both stay",
    "Events | join kind=fullouter Alerts on Agent | where Bytes > 1",
    ["Events", "Alerts"],
  ],
  ["a list that a filter looks into", "Events | where Agent in ((Alerts | project Agent))", ["Events", "Alerts"]],
  [
    "a list in a variable",
    "let bad = Alerts | where Bytes > 1 | project Agent; Events | where Agent !in (bad)",
    ["Events", "Alerts"],
  ],
  [
    "a scalar of a table",
    "let most = toscalar(Limits | summarize max(Bytes)); Events | where Bytes > most",
    ["Events", "Limits"],
  ],
  [
    "a scalar that only fills a column",
    "let most = toscalar(Limits | summarize max(Bytes)); Events | extend m = most",
    ["Events"],
  ],
  [
    "a column filled by a scalar, filtered",
    "let most = toscalar(Limits | summarize max(Bytes)); Events | extend m = most | where Bytes > m",
    ["Events", "Limits"],
  ],
  ["every input of a union", "union (Events | project Agent), (Alerts | project Agent)", ["Events", "Alerts"]],
  ["every input of a union behind a pipe", "Events | union Alerts | where Bytes > 1", ["Events", "Alerts"]],
  ["none, of one row that is always there", "Events | summarize n = count()", []],
  ["what that row is asked for", "Events | summarize n = count() | where n > 3", ["Events"]],
  ["rows by key", "Events | summarize n = count() by Agent | where n > 3", ["Events"]],
  [
    "how often rows are repeated, where they are counted",
    `Events | lookup Alerts on Agent | summarize k = count() by Agent | where k > 3`,
    ["Events", "Alerts"],
  ],
  [
    "not how often, where nobody counts",
    `Events | lookup Alerts on Agent | summarize by Agent | where Agent == 'x'`,
    ["Events"],
  ],
  [
    "a key that was looked up",
    `Events | lookup ${counted} on Agent | summarize k = max(Bytes) by n | where n > 1`,
    ["Events", "Alerts"],
  ],
  [
    "a key without a name that was looked up",
    `Events | lookup ${counted} on Agent | summarize k = max(Bytes) by bin(n, 10) | where n > 1`,
    ["Events", "Alerts"],
  ],
  [
    "not a key of the table's own",
    `Events | lookup ${counted} on Agent | summarize k = any(n) by Agent | where Agent == 'x'`,
    ["Events"],
  ],
  ["which rows are first", `Events | lookup ${counted} on Agent | top 1 by n | where Bytes > 5`, ["Events", "Alerts"]],
  ["not which are first, where nobody asks on", `Events | lookup ${counted} on Agent | top 1 by n`, ["Events"]],
  [
    "what is expanded",
    `Events | lookup (Alerts | project Agent, Other = Bag) on Agent | mv-expand x = Other`,
    ["Events", "Alerts"],
  ],
  ["what is expanded of its own", `Events | lookup ${counted} on Agent | mv-expand x = Bag`, ["Events"]],
  [
    "what an operator that nobody knows of reads",
    `Events | lookup ${counted} on Agent | parse Agent with a '-' b`,
    ["Events", "Alerts"],
  ],
  ["none, of rows that stand in the query", "datatable(Agent:string)['x'] | where Agent == 'y'", []],
  ["what such rows are asked for", "print n = toscalar(Alerts | count) | where n > 1", ["Alerts"]],
  ["what a function reads", "Known", ["Events"]],
  ["what a function looks up, where a filter asks for it", "Known | where n > 1", ["Events", "Alerts"]],
  ["a function of values", "Big(5) | where Agent in (Limits | project Agent)", ["Events", "Limits"]],
  [
    "a materialized variable",
    `let e = materialize(Events | lookup ${counted} on Agent); e | where Bytes > 1`,
    ["Events"],
  ],
])("%s", (_what, text, expected) => {
  const analysis = analyzer.analyze(text);
  expect(analysis.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect([...decidingTables(analysis)].sort()).toEqual([...expected].sort());
});

import { drivingReads, KqlAnalyzer } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Bytes", type: "long" },
  { name: "Count", type: "int" },
  { name: "Share", type: "real" },
  { name: "Bag", type: "dynamic" },
] as const;
const analyzer = new KqlAnalyzer({
  tables: [
    { name: "Events", columns },
    { name: "Alerts", columns },
    { name: "Static", columns: columns.slice(1) },
  ],
});
const codes = (text: string) => analyzer.analyze(text).diagnostics.map(({ code }) => code);
const recent = "Events | where TimeGenerated > ago(1d)";

describe("window functions", () => {
  test.each([
    `${recent} | serialize | extend p = prev(Bytes)`,
    `${recent} | top 5 by Bytes | extend p = next(Bytes)`,
    `${recent} | sort by Bytes | where Bytes > 1 | project Bytes, Bag | project-away Bag | extend p = row_number()`,
    `${recent} | sort by Bytes | mv-expand Bag | take 3 | extend p = row_cumsum(Bytes)`,
    `${recent} | sort by Bytes | parse Agent with a '-' b | project-rename c = a | where prev(c) == 'x'`,
    `(${recent} | sort by Bytes) | extend p = prev(Bytes)`,
    `${recent} | serialize p = prev(Bytes)`,
    "range x from 1 to 3 step 1 | extend p = prev(x)",
    `let t = ${recent} | sort by Bytes; t | extend p = prev(Bytes)`,
  ])("have rows in order: %s", (text) => {
    expect(codes(text)).toEqual([]);
  });

  test.each([
    `${recent} | extend p = prev(Bytes)`,
    `${recent} | where next(Bytes) > 1`,
    `${recent} | sort by Bytes | summarize Bytes = count() by Agent | extend p = prev(Bytes)`,
    `${recent} | sort by Bytes | distinct Bytes | extend p = row_number()`,
    `${recent} | sort by Bytes | union Alerts | extend p = row_cumsum(Bytes)`,
    `${recent} | sort by Bytes | join kind=inner Alerts on Agent | extend p = row_rank_dense(Bytes)`,
    `${recent} | sort by Bytes | lookup (Alerts | project Agent) on Agent | extend p = row_rank_min(Bytes)`,
    `${recent} | summarize by TimeGenerated | extend p = row_window_session(TimeGenerated, 1h, 1h)`,
  ])("have none: %s", (text) => {
    expect(codes(text)).toEqual(["KQ001"]);
  });
});

test.each<[string, boolean]>([
  ["iff(Bytes > 1, Bytes, Count)", true],
  ["iff(Bytes > 1, Bytes, Share)", false],
  ["iif(Bytes > 1, 'a', 1)", false],
  ["iff(Bytes > 1, Bag, 'a')", true],
  ["iff(Bytes == 1.5, 1, 2)", true],
  ["case(Bytes > 1, 'a', Bytes > 0, 'b', 'c')", true],
  ["case(Bytes > 1, 'a', Bytes > 0, 'b', 3)", false],
  ["case(Bytes > 1, 'a', Bytes > 0, 2, 'c')", false],
  ["case(Bytes > 1, 1h, Bytes > 0, dynamic(null), 2h)", true],
  ["coalesce(Bytes, Count, 3)", true],
  ["max_of(Bytes, Share)", true],
])("%s chooses between values of one type: %p", (expression, isFine) => {
  expect(codes(`${recent} | extend x = ${expression}`)).toEqual(isFine ? [] : ["KQ003"]);
});

test.each<[string, boolean]>([
  ["format_datetime(TimeGenerated, 'yyyy-MM-dd HH:mm:ss.fffffff')", true],
  ["format_datetime(TimeGenerated, '[yy/M/d, h_m:s.FFFFFFF tt]')", true],
  ["format_datetime(TimeGenerated, 'ffffffff')", false],
  ["format_datetime(TimeGenerated, 'MMM')", false],
  ["format_datetime(TimeGenerated, 'h t')", false],
  ["format_datetime(TimeGenerated, 'yyyyy')", false],
  ["format_datetime(TimeGenerated, 'HH|mm')", false],
  ["format_timespan(1d, 'dddddddd.hh:mm:ss [fffffff]')", true],
  ["format_timespan(1d, 'ddddddddd')", false],
  ["format_timespan(1d, 'M')", false],
  ["extract_all(@'(\\d+)', Agent)", true],
  ["extract_all(@'(?:\\d+)', Agent)", false],
  ["extractall(@'\\(', Agent)", false],
  ["Bag.a + 1", true],
  ["Bag.a % Bag.b", false],
  ["toreal(Bag.a) / Bag.b", true],
])("%s is taken: %p", (expression, isFine) => {
  expect(codes(`${recent} | extend x = ${expression}`)).toHaveLength(isFine ? 0 : 1);
});

test.each([
  ["Events | count", ["KQ004"]],
  ["Events | where Bytes > 1 | join kind=inner Alerts on Agent", ["KQ004"]],
  ["Static | count", []],
  ["Events | where ingestion_time() > ago(1h) | count", []],
  ["Events | where TimeGenerated between (datetime(2026-01-01) .. 1d)", []],
  ["datatable(TimeGenerated:datetime)[] | count", []],
])("a time filter is missed in %s: %j", (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test.each<[string, object | undefined]>([
  ["Events | where TimeGenerated > ago(30s)", { column: "TimeGenerated", milliseconds: 30_000 }],
  ["Events | where TimeGenerated >= ago(15m)", { column: "TimeGenerated", milliseconds: 900_000 }],
  ["Events | where ingestion_time() > ago(2h)", { column: "ingestion_time()", milliseconds: 7_200_000 }],
  [
    "Events | where TimeGenerated > ago(2h) and (TimeGenerated > ago(1d) and Bytes > 1)",
    { column: "TimeGenerated", milliseconds: 7_200_000 },
  ],
  ["Events | where TimeGenerated < ago(1h)", undefined],
  ["Events | where TimeGenerated > ago(1h) or Bytes > 1", undefined],
  ["Events | where TimeGenerated > ago(1.5h)", undefined],
  ["Events | where TimeGenerated > now() - 1h", undefined],
])("%s lets nothing through that is older", (text, since) => {
  expect(drivingReads(analyzer.analyze(text))?.map((read) => read.since)).toEqual([since]);
});

test.each<[string, boolean]>([
  ["where Bytes > 1 | extend a = 1 | project a", true],
  ["mv-expand Bag | mv-apply Bag on (take 1)", true],
  ["mv-apply Bag on (summarize count())", true],
  ["top 1 by Bytes | sort by Bytes | take 5 | distinct Agent", true],
  ["parse Agent with a '-' b | parse-where Agent with a '-' b | serialize", true],
  ["summarize count() by Agent", true],
  ["summarize count()", false],
  ["count", false],
  ["join Alerts on Agent", true],
  ["join kind=leftsemi Alerts on Agent", true],
  ["join kind=rightsemi Alerts on Agent", false],
  ["join kind=fullouter Alerts on Agent", false],
  ["lookup kind=inner Alerts on Agent", true],
  ["union (print Agent = 'x')", false],
  ["make-series count() on TimeGenerated step 1h", false],
  ["getschema", false],
])("no rows of Events, no rows of Events | %s: %p", (operators, isKnown) => {
  const reads = drivingReads(analyzer.analyze(`Events | ${operators}`));
  expect(reads?.map(({ table }) => table)).toEqual(isKnown ? ["Events"] : undefined);
});

import { checkContent, loadContent } from "../../lib/content";
import { shipped } from "../shared/content";
import { work } from "../shared/work";
import { destinations, excepted, nrt, policy, response, scheduled, workbook } from "./cases/files";
import { problemsOf } from "./checker";
import { expectRefused, refused } from "./refused";
import { alter, type Change, expected, withContent } from "./support";

const withItems: Change = { file: policy, from: "columns:\n", to: "items: [{ AgentOrBlueprintId: a }]\ncolumns:\n" };
const allowed: [string, ...Change[]][] = [
  [
    "times and lists that the portal fills in outside quoted texts",
    {
      file: workbook,
      from: "AgentExecution_CL\\n    | where SrcAgentId == Id",
      to: "AgentExecution_CL\\n    | where TimeGenerated {TimeRange} and TimeGenerated >= {TimeRange:start} and SrcAgentId in ({Agent}) and bin(TimeGenerated, {TimeRange:grain}) > ago(1d)",
    },
  ],
  ["14 days each hour", { file: scheduled, from: "queryPeriod: 14d", to: "queryPeriod: 13d" }],
  [
    "just under 2 days every 5 minutes",
    { file: scheduled, from: "queryFrequency: 1h\nqueryPeriod: 14d", to: "queryFrequency: 5m\nqueryPeriod: 47h" },
  ],
  [
    "a suppression that fits",
    {
      file: scheduled,
      from: "queryFrequency: 1h",
      to: "suppressionEnabled: true\nsuppressionDuration: 5h\nqueryFrequency: 1h",
    },
  ],
  [
    "a transform of a row at a time",
    { file: response, from: "transformKql: source", to: "transformKql: source | where isnotempty(ActionId)" },
  ],
  ["the longest retention", { file: response, from: "totalRetentionInDays: 730", to: "totalRetentionInDays: 4383" }],
  [
    "a default without a comma",
    {
      file: excepted,
      from: "type: string }",
      to: 'type: string }\n  - { name: kinds, type: dynamic, default: "dynamic([])" }',
    },
  ],
  [
    "a dollar sign without a brace",
    { file: nrt, from: 'EventType == "NetworkEgress"', to: 'EventType == "$(NetworkEgress)"' },
  ],
  [
    "a built-in table that every workspace has",
    {
      file: nrt,
      from: "\n  AgentExecution_CL\n",
      to: "\n  AgentExecution_CL\n  | join kind=leftanti (Usage | project Computer) on $left.EventSessionId == $right.Computer\n",
    },
  ],
  ["items of a watchlist", withItems],
  [
    "a column of a watchlist that has items",
    withItems,
    { file: destinations, from: 'column_ifexists("AllowedDestinations", "")', to: "AllowedDestinations" },
  ],
];

/** A function that hands on a watchlist as it is, and a rule that names a column of it. */
const handsOn = { "pipeline/functions/Policies.yaml": policies() };
const namesColumn: Change = {
  file: nrt,
  from: "let Governed =",
  to: 'let Critical = Policies | where ‸Criticality == "High";\n  let Governed =',
};

const altered = (...changes: readonly Change[]) =>
  Object.fromEntries(changes.map((change) => [change.file, alter(change).text]));

test("what the package ships can be deployed, without a warning", () => {
  expect(checkContent(shipped, work)).toEqual([]);
});

// One of each kind; `refused.long.test.ts` has them all.
test.each(refused.map(([kind, cases]) => [kind, cases[0]!] as const))("%s", (_kind, row) => expectRefused(row));

describe("what looks similar and is allowed", () => {
  test.each(allowed)("%s", (_what, ...changes) => {
    expect(problemsOf({ files: altered(...changes) })).toEqual([]);
  });
});

test("a column of a watchlist without items is found through a function that hands it on", () => {
  const { place } = alter(namesColumn);
  const problem = expected(nrt, place, "watchlist/may-be-empty", /no column "Criticality"/, /column_ifexists/);
  expect(problemsOf({ files: { ...handsOn, ...altered(namesColumn) } })).toContainEqual(problem);
});

test("every table is refused in a function that a rule calls, too", () => {
  const everything: Change = {
    file: destinations,
    from: "query: |\n",
    to: "query: |\n  let Everything = ‸union * | take 1;\n",
  };
  const rule: Change = { file: nrt, from: "query: |\n", to: "query: |\n  // as before\n" };
  const problem = expected(destinations, alter(everything).place, "rule/every-table", /"union \*"/, /name the tables/);
  expect(problemsOf({ files: altered(everything, rule) })).toContainEqual(problem);
});

test("loading fails with every error at once", () => {
  const { text } = alter({ file: nrt, from: "isnotempty(DstDomain)", to: "isnotempty(DstDomian)" });
  withContent({ [nrt]: text }, (root) => {
    expect(() => loadContent(root, work)).toThrow(
      /AIC-046-unauthorised-destination\.yaml:\d+:\d+ error KS142 .*DstDomian/,
    );
  });
});

function policies(): string {
  return 'name: Policies\ndisplayName: Policies\ndescription: All policies\nquery: _GetWatchlist("AgentPolicy")\n';
}

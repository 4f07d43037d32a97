import {
  automationRuleBreaches,
  type Breach,
  countBreaches,
  dataCollectionRuleBreaches,
  fieldBreaches,
  metadataBreaches,
  requestBreaches,
  summaryQueryBreaches,
  summaryRuleBreaches,
  tableBreaches,
  transformBreaches,
  watchlistBreaches,
  watchlistItemBreaches,
  workflowBreaches,
} from "../../lib/limits";
import { broken, times } from "./support";

const column = (name: string, type = "string") => ({ name, type });
const table = (...columns: ReturnType<typeof column>[]) => tableBreaches({ name: "Thing_CL", columns });
const compose = (more: object = {}) => ({ type: "Compose", inputs: "x", ...more });
const workflow = (actions: object, more: object = {}) =>
  workflowBreaches({ triggers: { start: { type: "Request" } }, actions, ...more });
const many = (count: number, make: (i: number) => unknown) =>
  Object.fromEntries(times(count, (i) => [`Item${i}`, make(i)]));
/** An action inside so many others. */
const nested = (levels: number): object =>
  levels === 0 ? { Inner: compose() } : { [`Scope${levels}`]: { type: "Scope", actions: nested(levels - 1) } };
const condition = () => ({ conditionType: "Property", conditionProperties: {} });
const flow = (more: object = {}) => ({ streams: ["Custom-Thing"], outputStream: "Custom-Thing_CL", ...more });

const edges: [what: string, most: number, limit: string, build: (n: number) => Breach[]][] = [
  ["Scheduled rules", 512, "rule/scheduled-count", (n) => countBreaches({ scheduledRules: n })],
  ["NRT rules", 50, "rule/nrt-count", (n) => countBreaches({ nrtRules: n })],
  ["automation rules", 512, "automation/count", (n) => countBreaches({ automationRules: n })],
  ["summary rules", 100, "summary/count", (n) => countBreaches({ summaryRules: n })],
  ["custom tables", 500, "table/count", (n) => countBreaches({ customTables: n })],
  [
    "characters of an automation rule's name",
    500,
    "automation/name-length",
    (n) => automationRuleBreaches({ displayName: "x".repeat(n) }),
  ],
  ["its order", 1000, "automation/order", (n) => automationRuleBreaches({ order: n })],
  ["its actions", 20, "automation/actions", (n) => automationRuleBreaches({ actions: times(n, () => ({})) })],
  [
    "its conditions",
    50,
    "automation/conditions",
    (n) => automationRuleBreaches({ triggeringLogic: { conditions: times(n, condition) } }),
  ],
  [
    "members of a group of conditions",
    10,
    "automation/condition-group",
    (n) =>
      automationRuleBreaches({
        triggeringLogic: {
          conditions: [{ conditionType: "Boolean", conditionProperties: { innerConditions: times(n, condition) } }],
        },
      }),
  ],
  [
    "characters of a task",
    3000,
    "automation/task-length",
    (n) => automationRuleBreaches({ actions: [{ actionConfiguration: { description: "x".repeat(n) } }] }),
  ],
  ["columns of a table", 500, "table/columns", (n) => table(...times(n, (i) => column(`Column${i}`)))],
  ["characters of a column's name", 45, "table/column-name", (n) => table(column("x".repeat(n)))],
  ["characters of a table's name", 63, "table/name", (n) => tableBreaches({ name: `${"x".repeat(n - 3)}_CL` })],
  [
    "days of interactive retention",
    730,
    "table/retention",
    (n) => tableBreaches({ name: "Thing_CL", retentionInDays: n }),
  ],
  [
    "days of total retention",
    4383,
    "table/retention",
    (n) => tableBreaches({ name: "Thing_CL", totalRetentionInDays: n }),
  ],
  [
    "data flows of a rule",
    10,
    "ingestion/flows",
    (n) => dataCollectionRuleBreaches({ dataFlows: times(n, () => flow()) }),
  ],
  [
    "streams of a rule",
    10,
    "ingestion/streams",
    (n) => dataCollectionRuleBreaches({ streamDeclarations: Object.fromEntries(times(n, (i) => [`Custom-${i}`, {}])) }),
  ],
  [
    "characters of a transform",
    15_360,
    "transform/length",
    (n) => dataCollectionRuleBreaches({ dataFlows: [flow({ transformKql: "x".repeat(n) })] }),
  ],
  ["bytes of a request", 1_048_576, "ingestion/request-size", requestBreaches],
  ["bytes of a field", 65_536, "ingestion/field-size", (n) => fieldBreaches({ Text: "x".repeat(n), Number: 5 })],
  [
    "bytes of an object in a field",
    65_536,
    "ingestion/field-size",
    (n) => fieldBreaches({ Attributes: { key: "x".repeat(n - '{"key":""}'.length) } }),
  ],
  ["minutes that a summary rule waits", 1440, "summary/bin-delay", (n) => summaryRuleBreaches({ binDelay: n })],
  [
    "characters of a watchlist's name",
    64,
    "watchlist/name-length",
    (n) => watchlistBreaches({ alias: "Things", displayName: "x".repeat(n) }),
  ],
  ["characters of a watchlist's alias", 64, "watchlist/alias", (n) => watchlistBreaches({ alias: "x".repeat(n) })],
  [
    "bytes of a watchlist's item",
    10_240,
    "watchlist/row-size",
    (n) => watchlistItemBreaches([{ Name: "x".repeat(n - '{"Name":""}'.length) }]),
  ],
  ["actions of a workflow", 500, "workflow/actions", (n) => workflow(many(n, () => compose()))],
  ["levels of nesting", 8, "workflow/nesting", (n) => workflow(nested(n))],
  ["characters of an action's name", 80, "workflow/name-length", (n) => workflow({ ["x".repeat(n)]: compose() })],
  [
    "characters of a parameter's name",
    80,
    "workflow/name-length",
    (n) => workflow({}, { parameters: { ["x".repeat(n)]: { type: "String" } } }),
  ],
  [
    "variables",
    250,
    "workflow/variables",
    (n) =>
      workflow({
        Declare: { type: "InitializeVariable", inputs: { variables: times(n, (i) => ({ name: `v${i}` })) } },
      }),
  ],
  ["parameters", 50, "workflow/parameters", (n) => workflow({}, { parameters: many(n, () => ({ type: "String" })) })],
  ["outputs", 10, "workflow/outputs", (n) => workflow({}, { outputs: many(n, () => ({})) })],
  ["triggers", 10, "workflow/triggers", (n) => workflow({}, { triggers: many(n, () => ({ type: "Request" })) })],
  [
    "characters of an expression",
    8192,
    "workflow/expression-length",
    (n) => workflow({ One: compose({ inputs: `@${"x".repeat(n - 1)}` }) }),
  ],
  [
    "characters of an expression inside a text",
    8192,
    "workflow/expression-length",
    (n) =>
      workflow({ One: compose({ inputs: `${"long text ".repeat(900)}@{concat('}',${"x".repeat(n - 15)})} and` }) }),
  ],
  [
    "characters of a description",
    256,
    "workflow/description-length",
    (n) => workflow({ One: compose({ description: "x".repeat(n) }) }),
  ],
  [
    "cases of a switch",
    25,
    "workflow/switch-cases",
    (n) => workflow({ One: { type: "Switch", cases: many(n, (i) => ({ case: i, actions: {} })) } }),
  ],
  [
    "rounds of an Until",
    5000,
    "workflow/until-rounds",
    (n) => workflow({ One: { type: "Until", limit: { count: n }, actions: {} } }),
  ],
  [
    "retries",
    90,
    "workflow/retries",
    (n) => workflow({ One: { type: "Http", inputs: { retryPolicy: { type: "fixed", count: n, interval: "PT5S" } } } }),
  ],
  [
    "rounds of a For each at the same time",
    50,
    "workflow/concurrency",
    (n) =>
      workflow({
        One: { type: "Foreach", runtimeConfiguration: { concurrency: { repetitions: n } }, actions: {} },
      }),
  ],
  [
    "runs of a trigger at the same time",
    50,
    "workflow/concurrency",
    (n) =>
      workflow({}, { triggers: { start: { type: "Request", runtimeConfiguration: { concurrency: { runs: n } } } } }),
  ],
];

test.each(edges)("%s: %i and no more", (_what, most, limit, build) => {
  expect(broken(build(most))).toEqual([]);
  expect(broken(build(most + 1))).toEqual([limit]);
});

const least: [what: string, least: number, limit: string, build: (n: number) => Breach[]][] = [
  ["an automation rule's order", 1, "automation/order", (n) => automationRuleBreaches({ order: n })],
  [
    "members of a group of conditions",
    2,
    "automation/condition-group",
    (n) =>
      automationRuleBreaches({
        triggeringLogic: {
          conditions: [{ conditionType: "Boolean", conditionProperties: { innerConditions: times(n, condition) } }],
        },
      }),
  ],
  ["characters of a column's name", 2, "table/column-name", (n) => table(column("x".repeat(n)))],
  [
    "days of interactive retention",
    4,
    "table/retention",
    (n) => tableBreaches({ name: "Thing_CL", retentionInDays: n }),
  ],
  ["minutes that a summary rule waits", 4, "summary/bin-delay", (n) => summaryRuleBreaches({ binDelay: n })],
  [
    "characters of a watchlist's name",
    3,
    "watchlist/name-length",
    (n) => watchlistBreaches({ alias: "Things", displayName: "x".repeat(n) }),
  ],
  ["characters of a watchlist's alias", 3, "watchlist/alias", (n) => watchlistBreaches({ alias: "x".repeat(n) })],
  [
    "rounds of a For each at the same time",
    1,
    "workflow/concurrency",
    (n) =>
      workflow({ One: { type: "Foreach", runtimeConfiguration: { concurrency: { repetitions: n } }, actions: {} } }),
  ],
];

test.each(least)("%s: %i and no less", (_what, fewest, limit, build) => {
  expect(broken(build(fewest))).toEqual([]);
  expect(broken(build(fewest - 1))).toEqual([limit]);
});

describe("columns", () => {
  test.each(["_BinStartTime", "9lives", "has-hyphen", "has space", "ümlaut"])("%s is no name", (name) => {
    expect(broken(table(column(name)))).toEqual(["table/column-name"]);
  });

  test.each(["TenantId", "id", "Title", "Type", "UniqueId", "BilledSize", "InvalidTimeGenerated"])(
    "%s is reserved",
    (name) => {
      expect(broken(table(column(name)))).toEqual(["table/reserved-column"]);
    },
  );

  test.each(["TimeGenerated", "Id", "Tenant", "Titles", "x2", "a_"])("%s is taken", (name) => {
    expect(table(column(name))).toEqual([]);
  });

  test("of an Auxiliary table differ in more than case, and none is dynamic", () => {
    const auxiliary = (...columns: ReturnType<typeof column>[]) =>
      broken(tableBreaches({ name: "Thing_CL", plan: "Auxiliary", columns }));
    expect(auxiliary(column("Name"), column("Names"))).toEqual([]);
    expect(auxiliary(column("Name"), column("name"))).toEqual(["table/plan"]);
    expect(auxiliary(column("Bag", "dynamic"))).toEqual(["table/plan"]);
    expect(table(column("Bag", "dynamic"), column("bag"))).toEqual([]);
  });

  test("of a stream are held to the same names", () => {
    const stream = (name: string) =>
      dataCollectionRuleBreaches({ streamDeclarations: { "Custom-Thing": { columns: [column(name)] } } });
    expect(stream("Text")).toEqual([]);
    expect(stream("_Text")).toMatchObject([{ path: ["streamDeclarations", "Custom-Thing", "columns", 0, "name"] }]);
  });
});

test.each([
  [4, true],
  [730, true],
  [731, false],
  [1094, false],
  [1095, true],
  [1826, true],
  [4383, true],
])("%i days in all: %s", (days, taken) => {
  expect(tableBreaches({ name: "Thing_CL", totalRetentionInDays: days }).length === 0).toBe(taken);
});

test("a table's name ends in _CL", () => {
  expect(broken(tableBreaches({ name: "Thing" }))).toEqual(["table/name"]);
});

test.each([20, 30, 60, 120, 180, 360, 720, 1440])("a summary rule sums up %i minutes, and not one more", (size) => {
  expect(summaryRuleBreaches({ binSize: size })).toEqual([]);
  expect(broken(summaryRuleBreaches({ binSize: size + 1 }))).toEqual(["summary/bin-size"]);
});

test.each([
  ["T | evaluate bag_unpack(Bag)", "summary/construct"],
  ["T | evaluate pivot(Name)", "summary/construct"],
  ["T | evaluate narrow()", "summary/construct"],
  ["union isfuzzy=true T, U", "summary/construct"],
  ["union withsource=S *", "rule/every-table"],
  ['workspace("w").T', "rule/cross-workspace"],
])("a summary rule cannot run %s", (query, limit) => {
  expect(broken(summaryQueryBreaches(query))).toEqual([limit]);
});

test("a summary rule sums up", () => {
  expect(summaryQueryBreaches("union T, U | summarize Rows = count() by Name, bin(TimeGenerated, 1h)")).toEqual([]);
});

describe("data collection rules", () => {
  test("ASimAgentEventLogs takes no rows", () => {
    const to = (outputStream: string) => broken(dataCollectionRuleBreaches({ dataFlows: [flow({ outputStream })] }));
    expect(to("Microsoft-ASimAgentEventLogs")).toEqual(["ingestion/output-table"]);
    expect(to("Microsoft-CommonSecurityLog")).toEqual([]);
  });

  test("a workspace's transforms have one destination and no streams of their own", () => {
    const rule = (destinations: number, streamDeclarations?: Record<string, object>) =>
      broken(
        dataCollectionRuleBreaches({
          kind: "WorkspaceTransforms",
          destinations: { logAnalytics: times(destinations, () => ({})) },
          ...(streamDeclarations ? { streamDeclarations } : {}),
        }),
      );
    expect(rule(1)).toEqual([]);
    expect(rule(2)).toEqual(["ingestion/workspace-transform"]);
    expect(rule(1, { "Custom-Thing": {} })).toEqual(["ingestion/workspace-transform"]);
  });

  test("transforms see one row at a time", () => {
    const columns = [{ name: "Text", type: "string" as const }];
    expect(transformBreaches("source | where isnotempty(Text) | project Text", columns)).toEqual([]);
    expect(transformBreaches("source | summarize count() by Text", columns)).toMatchObject([
      { limit: "transform/language", offset: 9 },
    ]);
    expect(broken(transformBreaches("source | extend A = coalesce(Text, 'x')", columns))).toEqual([
      "transform/language",
    ]);
  });
});

describe("settings of a workflow", () => {
  const retry = (interval: string) =>
    broken(workflow({ One: { type: "Http", inputs: { retryPolicy: { type: "fixed", count: 1, interval } } } }));

  test.each(["PT5S", "PT1M", "P1D", "PT24H"])("it waits %s between tries", (interval) => {
    expect(retry(interval)).toEqual([]);
  });

  test.each(["PT4S", "P1DT1S", "PT25H"])("it does not wait %s", (interval) => {
    expect(retry(interval)).toEqual(["workflow/retry-interval"]);
  });

  test("expressions are not judged by their values", () => {
    const one = { type: "Until", limit: { count: "@parameters('rounds')" }, actions: {} };
    expect(workflow({ One: one })).toEqual([]);
  });

  test("what is nested too deep is told once, where it begins to be", () => {
    const found = workflow(nested(10));
    expect(found).toHaveLength(1);
    expect(found[0]!.message).toMatch(/"Scope1" is nested in 9 levels/);
  });

  test("a text with two at signs is no expression", () => {
    expect(workflow({ One: compose({ inputs: `@@${"x".repeat(9000)}` }) })).toEqual([]);
  });
});

test("an item has metadata once, however its id is spelled", () => {
  const ids = (...parents: string[]) => metadataBreaches(parents.map((parentId, i) => ({ name: `m${i}`, parentId })));
  expect(ids("/a/b", "/a/c")).toEqual([]);
  expect(ids("/a/b", "/a/c", "/A/B")).toMatchObject([{ limit: "solution/metadata", path: [2, "parentId"] }]);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import {
  billOf,
  costChange,
  costChangeText,
  costText,
  measuredFor,
  measuredVolumes,
  readPrices,
  readUsage,
  scansOf,
} from "../../lib/cost";
import type { PolicyDocument, PolicyResource } from "../../lib/policy";

const table = (name: string, plan: string, retention: number | undefined, total: number): PolicyResource => ({
  address: `azurerm_log_analytics_workspace_table_custom_log.${name}`,
  type: "azurerm_log_analytics_workspace_table_custom_log",
  attributes: { name, plan, ...(retention ? { retention_in_days: retention } : {}), total_retention_in_days: total },
  references: [],
});
const rule = (name: string, attributes: object): PolicyResource => ({
  address: `azurerm_sentinel_alert_rule_scheduled.${name}`,
  type: "azurerm_sentinel_alert_rule_scheduled",
  attributes: { display_name: name, ...attributes },
  references: [],
});
const stack = (...resources: PolicyResource[]): PolicyDocument => ({
  file: "cdk.tf.json",
  stack: "contoso",
  kind: "configuration",
  resources: [
    {
      address: "azurerm_log_analytics_workspace.w",
      type: "azurerm_log_analytics_workspace",
      attributes: { retention_in_days: 120 },
      references: [],
    },
    ...resources,
  ],
  dataSources: [],
  terraform: {},
  providers: {},
  variables: {},
  outputs: {},
});
const item = (serviceName: string, meterName: string, retailPrice: number, more: object = {}) => ({
  currencyCode: "EUR",
  armRegionName: "westeurope",
  serviceName,
  meterName,
  retailPrice,
  type: "Consumption",
  ...more,
});
/** Prices that nobody has to pay. */
const items = [
  item("Sentinel", "Pay-as-you-go Analysis", 5),
  item("Sentinel", "Data lake ingestion Data Processed", 0.5),
  item("Sentinel", "Pay-as-you-go Analysis", 7, { armRegionName: "uksouth" }),
  item("Log Analytics", "Analytics Logs Data Retention", 0, { tierMinimumUnits: 0 }),
  item("Log Analytics", "Analytics Logs Data Retention", 0.1, { tierMinimumUnits: 5 }),
];
const prices = (some: readonly object[] = items, more: object = {}) =>
  readPrices(JSON.stringify({ Items: some, NextPageLink: null, ...more }), "prices.json", "westeurope");

describe("usage", () => {
  const rows = [
    { DataType: "AgentExecution_CL", Day: "2026-03-01T00:00:00Z", Quantity: "1500.5", TableName: "PrimaryResult" },
    { DataType: "AgentExecution_CL", Day: "2026-03-02T00:00:00Z", Quantity: 499.5 },
    { DataType: "SigninLogs", Day: "2026-03-02T00:00:00Z", Quantity: 1000 },
    { DataType: "Heartbeat", Day: "2026-03-02T00:00:00Z", Quantity: 900, IsBillable: "False" },
  ];
  const expected = [
    ["AgentExecution_CL", 1],
    ["SigninLogs", 0.5],
  ];

  test("is what az prints, in GB of a day, of what is billed", () => {
    expect([...readUsage(JSON.stringify(rows), "usage.json")]).toEqual(expected);
  });

  test("is what the query API answers", () => {
    const names = ["DataType", "Day", "Quantity", "IsBillable"] as const;
    const columns = names.map((name) => ({ name, type: "string" }));
    const answer = {
      tables: [
        {
          name: "PrimaryResult",
          columns,
          rows: rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name])),
        },
      ],
    };
    expect([...readUsage(JSON.stringify(answer), "usage.json")]).toEqual(expected);
  });

  test.each([
    ["{", /^usage\.json is not JSON/],
    ["{}", /^usage\.json holds no rows of Usage\n.*az monitor log-analytics query/],
    [
      '[{"DataType":"A","Day":"2026-03-01","Quantity":null}]',
      /^usage\.json holds something \(row 1\) that is no row of Usage/,
    ],
    ['[{"DataType":"A","Quantity":1}]', /row 1/],
  ])("%s is refused", (text, message) => {
    expect(() => readUsage(text, "usage.json")).toThrow(message);
  });
});

describe("prices", () => {
  test("are those of the region, beyond what a tier gives away", () => {
    expect(prices().currency).toBe("EUR");
    expect([prices().of("analytics"), prices().of("retention"), prices().of("basic")]).toEqual([5, 0.1, undefined]);
  });

  test.each([
    [
      "a page of many",
      () => prices(items, { NextPageLink: "https://prices.azure.com/…" }),
      /first page of an answer that has more/,
    ],
    [
      "another region",
      () => prices([items[2]!]),
      /has no price for westeurope; it has uksouth\n {4}curl -sG https:\/\/prices\.azure\.com/,
    ],
    [
      "two currencies",
      () => prices([...items, item("Sentinel", "x", 1, { currencyCode: "USD" })]),
      /prices in EUR and USD/,
    ],
    ["something else", () => readPrices("[]", "prices.json", "westeurope"), /no answer of the Azure Retail Prices API/],
  ])("of %s are refused", (_, read, message) => {
    expect(read).toThrow(message);
  });

  test("of one meter have to be one", () => {
    const two = prices([...items, item("Sentinel", "Pay-as-you-go Analysis", 6)]);
    expect(() => two.of("analytics")).toThrow(/has 2 prices for Sentinel, Pay-as-you-go Analysis: 5, 6/);
  });
});

describe("a bill", () => {
  const document = stack(
    table("A_CL", "Analytics", 180, 365),
    table("B_CL", "Auxiliary", undefined, 30),
    table("C_CL", "Analytics", 90, 90),
  );
  const volumes = new Map([
    ["A_CL", 2],
    ["B_CL", 10],
    ["SigninLogs", 1],
  ]);

  test("counts what comes in by plan, what is kept beyond ninety days, and what is kept for long", () => {
    const { lines, money, unknown } = billOf(document, volumes, { prices: prices(), isWhole: true });
    expect(lines.map(({ table: name, what, gb, money: sum }) => [name, what, gb, sum])).toEqual([
      ["A_CL", "ingestion", 60, 300],
      ["A_CL", "retention", 180, 18],
      ["A_CL", "long-term retention", 370, undefined],
      ["B_CL", "ingestion", 300, 150],
      ["B_CL", "long-term retention", 300, undefined],
      // As the workspace keeps it: 120 days.
      ["SigninLogs", "ingestion", 30, 150],
      ["SigninLogs", "retention", 30, 3],
    ]);
    expect(money).toBeCloseTo(621);
    expect(unknown).toEqual(["C_CL"]);
  });

  test("of what was measured has the stack's tables only, and no money without prices", () => {
    const bill = billOf(document, volumes);
    expect(bill.lines.some(({ table: name }) => name === "SigninLogs")).toBe(false);
    expect([bill.money, bill.ingested]).toEqual([undefined, { Analytics: 60, Auxiliary: 300 }]);
  });

  test("says what has no price, and in which currency the rest is", () => {
    const text = costText("contoso", billOf(document, volumes, { prices: prices(), longTerm: "lake" }));
    expect(text).toMatch(/A_CL +Analytics +comes in +60\.0 GB +300\.00 EUR/);
    expect(text).toMatch(/A_CL .*long-term retention, kept +370 GB +no price for Data lake storage Data Stored/);
    expect(text).toMatch(/^costs: 468\.00 EUR, without what has no price$/m);
    expect(text).toMatch(/no volume is known of C_CL/);
  });

  test("changes when tables come, go and are kept longer", () => {
    const bill = (...tables: PolicyResource[]) => billOf(stack(...tables), volumes, { prices: prices() });
    const before = bill(table("A_CL", "Analytics", 90, 90));
    const after = bill(
      table("A_CL", "Analytics", 180, 180),
      table("B_CL", "Auxiliary", undefined, 0),
      table("D_CL", "Analytics", 90, 90),
    );
    expect(costChangeText(costChange("contoso", before, after))).toBe(
      "contoso, a month: 60.0 → 360 GB come in, 0.000 → 180 GB kept beyond what is included; 300.00 EUR → 468.00 EUR; no volume is known of D_CL",
    );
    expect(costChangeText(costChange("contoso", after, after))).toMatch(/^contoso, a month: 360 GB come in/);
  });
});

test("a rule reads its period at each run, and one that is off reads nothing", () => {
  const document = stack(
    rule("hourly", { query_frequency: "PT1H", query_period: "P1D" }),
    rule("off", { query_frequency: "PT1H", query_period: "P1D", enabled: false }),
    { ...rule("now", {}), type: "azurerm_sentinel_alert_rule_nrt" },
  );
  const read = new Map([
    ["hourly", ["A_CL"]],
    ["now", ["A_CL", "B_CL"]],
    ["off", ["A_CL"]],
  ]);
  expect(
    scansOf(
      document,
      new Map([
        ["A_CL", 2],
        ["B_CL", 1],
      ]),
      read,
    ),
  ).toEqual([
    { rule: "hourly", runsOfDay: 24, gbOfDay: 48 },
    { rule: "now", runsOfDay: 1440, gbOfDay: 3 },
  ]);
});

test("what was measured is what docs/scale.md says", () => {
  const page = readFileSync(join(packageRoot(), "docs/scale.md"), "utf8");
  for (const { table: name, rowsOfAgentAndDay, bytesOfRow } of measuredVolumes) {
    const [, , , rows, bytes] = page
      .split("\n")
      .find((line) => line.includes(`| \`${name}\``))!
      .split("|")
      .map((cell) => cell.trim());
    expect([name, Number(rows), Number(bytes!.replace(",", ""))]).toEqual([name, rowsOfAgentAndDay, bytesOfRow]);
  }
  expect(measuredFor(10_000).get("AgentExecution_CL")).toBeCloseTo(1.149, 3);
});

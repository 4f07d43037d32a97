import {
  type AlertRule,
  alertRuleBreaches,
  alertValueBreaches,
  entityIdentifierTypeBreaches,
  queryReachBreaches,
} from "../../lib/limits";
import { broken, times } from "./support";

const named = (count: number) => times(count, (i) => `{{Column${i}}}`).join(" ");
const override = (details: NonNullable<AlertRule["alertDetailsOverride"]>): AlertRule => ({
  kind: "Scheduled",
  alertDetailsOverride: details,
});
const entity = (identifiers: number) => ({
  entityType: "Host",
  fieldMappings: times(identifiers, () => ({ identifier: "HostName", columnName: "Name" })),
});

const edges: [what: string, most: number, limit: string, build: (n: number) => AlertRule][] = [
  ["characters of a name", 256, "rule/name-length", (n) => ({ kind: "NRT", displayName: "x".repeat(n) })],
  [
    "characters of a description",
    5000,
    "rule/description-length",
    (n) => ({ kind: "NRT", description: "x".repeat(n) }),
  ],
  ["characters of a query", 10_000, "rule/query-length", (n) => ({ kind: "NRT", query: "x".repeat(n) })],
  ["columns in a title", 3, "rule/placeholders", (n) => override({ alertDisplayNameFormat: named(n) })],
  ["columns in a description", 3, "rule/placeholders", (n) => override({ alertDescriptionFormat: `a ${named(n)}.` })],
  [
    "bytes of a title's own text",
    256,
    "rule/alert-name-length",
    (n) => override({ alertDisplayNameFormat: `{{ AVeryLongColumn }}${"x".repeat(n)}` }),
  ],
  [
    "bytes of a description's own text",
    5000,
    "rule/alert-description-length",
    (n) => override({ alertDescriptionFormat: `${"é".repeat(n / 2)}${"x".repeat(n % 2)}` }),
  ],
  [
    "custom details",
    20,
    "rule/custom-details",
    (n) => ({ kind: "NRT", customDetails: Object.fromEntries(times(n, (i) => [`Detail${i}`, "Name"])) }),
  ],
  [
    "characters of a custom detail's name",
    20,
    "rule/custom-detail-key",
    (n) => ({ kind: "NRT", customDetails: { ["k".repeat(n)]: "Name" } }),
  ],
  [
    "entities of a Scheduled rule",
    10,
    "rule/entity-mappings",
    (n) => ({ kind: "Scheduled", entityMappings: times(n, () => entity(1)) }),
  ],
  [
    "entities of an NRT rule",
    5,
    "rule/nrt-entities",
    (n) => ({ kind: "NRT", entityMappings: times(n, () => entity(1)) }),
  ],
  [
    "identifiers of an entity",
    3,
    "rule/entity-identifiers",
    (n) => ({ kind: "Scheduled", entityMappings: [entity(n)] }),
  ],
];

test.each(edges)("%s: %i and no more", (_what, most, limit, build) => {
  expect(broken(alertRuleBreaches(build(most)))).toEqual([]);
  expect(broken(alertRuleBreaches(build(most + 1)))).toEqual([limit]);
});

test("a column counts each time it is named, however it is spaced", () => {
  const found = alertRuleBreaches(override({ alertDescriptionFormat: "{{A}} {{ A }} {{B }}\n{{A}}" }));
  expect(found).toMatchObject(
    [{ path: ["alertDetailsOverride", "alertDescriptionFormat"], message: /4 columns/ }].map((b) => ({
      ...b,
      message: expect.stringMatching(b.message),
    })),
  );
});

test("a title and a description take three columns each", () => {
  expect(alertRuleBreaches(override({ alertDisplayNameFormat: named(3), alertDescriptionFormat: named(3) }))).toEqual(
    [],
  );
});

test("a column sets a property of the alert that there is, once", () => {
  const set = (...names: string[]) =>
    broken(
      alertRuleBreaches(
        override({ alertDynamicProperties: names.map((alertProperty) => ({ alertProperty, value: "Name" })) }),
      ),
    );
  expect(set("AlertLink", "ConfidenceLevel", "ProductName")).toEqual([]);
  expect(set("AlertLink", "Colour")).toEqual(["rule/dynamic-properties"]);
  expect(set("AlertLink", "AlertLink")).toEqual(["rule/dynamic-properties"]);
});

test("techniques are written without their sub-techniques", () => {
  const techniques = (...list: string[]) => broken(alertRuleBreaches({ kind: "NRT", techniques: list }));
  expect(techniques("T1567", "T1098")).toEqual([]);
  expect(techniques("T1567.002", "1098")).toEqual(["rule/technique", "rule/technique"]);
});

describe("what a row fills in", () => {
  test.each([
    ["bytes of a title", 256, "rule/alert-name-length", (n: number) => ({ title: "x".repeat(n) })],
    ["bytes of a description", 5000, "rule/alert-description-length", (n: number) => ({ description: "x".repeat(n) })],
    [
      "values of a custom detail",
      50,
      "rule/custom-detail-values",
      (n: number) => ({ customDetails: { Names: times(n, String) } }),
    ],
    [
      "bytes of all custom details",
      2048,
      "rule/custom-details-size",
      (n: number) => ({ customDetails: { One: "x".repeat(1000), Two: "x".repeat(n - 1006) } }),
    ],
  ])("%s: %i and no more", (_what, most, limit, build) => {
    expect(broken(alertValueBreaches(build(most)))).toEqual([]);
    expect(broken(alertValueBreaches(build(most + 1)))).toEqual([limit]);
  });

  test("bytes count, not characters", () => {
    expect(broken(alertValueBreaches({ title: "€".repeat(85) }))).toEqual([]);
    expect(broken(alertValueBreaches({ title: "€".repeat(86) }))).toEqual(["rule/alert-name-length"]);
  });
});

describe("identifiers that are whole numbers", () => {
  const mapped = (entityType: string, identifier: string, type: string) =>
    broken(
      entityIdentifierTypeBreaches(
        [{ entityType, fieldMappings: [{ identifier, columnName: "Id" }] }],
        [{ name: "Id", type }],
      ),
    );

  test.each(["int", "long"])("take a column of type %s", (type) => {
    expect(mapped("CloudApplication", "AppId", type)).toEqual([]);
  });

  test.each(["string", "guid", "dynamic", "real"])("drop a column of type %s", (type) => {
    expect(mapped("CloudApplication", "AppId", type)).toEqual(["rule/entity-identifier-type"]);
    expect(mapped("MailCluster", "MailCount", type)).toEqual(["rule/entity-identifier-type"]);
  });

  test("the others take text", () => {
    expect(mapped("CloudApplication", "Name", "string")).toEqual([]);
    expect(mapped("Account", "AadUserId", "string")).toEqual([]);
  });
});

describe("what a query reads", () => {
  /** The mark stands before the place that is told. */
  const refused: [string, string][] = [
    ["rule/every-table", "‸union *"],
    ["rule/every-table", "‸union\n  // every table\n  *"],
    ["rule/every-table", "‸union withsource=Table *"],
    ["rule/every-table", "‸union kind=outer isfuzzy = true  *"],
    ["rule/every-table", "UsageLogs | ‸union *"],
    ["rule/every-table", "‸union Agent*"],
    ["rule/every-table", "AuditLogs | summarize arg_max(TimeGenerated, *) by Id | ‸union A*"],
    ["rule/every-table", "‸union AuditLogs, Agent*"],
    ["rule/every-table", "let All = () { ‸union * | take 1 }; All"],
    ["rule/every-table", "let f = (n:long) { toscalar(‸union * | count) }; print f(1)"],
    ["rule/every-table", "AuditLogs | join kind=inner (‸union withsource=T *) on Id"],
    ["rule/every-table", '‸search "secret"'],
    ["rule/every-table", "‸search *"],
    ["rule/every-table", '‸search kind=case_sensitive "secret"'],
    ["rule/every-table", "AuditLogs | ‸search *"],
    ["rule/every-table", '‸search in (Agent*) "secret"'],
    ["rule/every-table", '‸find "secret"'],
    ["rule/every-table", "‸find where Id == 1"],
    ["rule/every-table", "‸find in (Agent*) where Id == 1"],
    ["rule/cross-workspace", '‸workspace("other").AuditLogs'],
    ["rule/cross-workspace", 'union AuditLogs, ‸workspace ( "other" ).AuditLogs'],
    ["rule/cross-workspace", '‸workspace // of a customer\n("other").AuditLogs'],
    ["rule/cross-workspace", '‸app("a").requests'],
    ["rule/cross-workspace", '‸adx("https://c/d").T'],
    ["rule/cross-workspace", '‸arg("").Resources'],
    ["rule/cross-workspace", '‸cluster("c").database("d").T'],
    ["rule/external-data", '‸externaldata(Ip:string)["https://x/y.csv"]'],
    ["rule/external-data", 'let Ips = ‸externaldata (Ip:string) [ @"https://x/y.csv" ]; Ips'],
    ["rule/external-data", '‸external_table("T")'],
    ["rule/external-data", 'evaluate ‸http_request("https://x")'],
  ];

  test.each(refused)("%s: %s", (limit, marked) => {
    const [first] = queryReachBreaches(marked.replace("‸", ""));
    expect(first).toMatchObject({ limit, offset: marked.indexOf("‸") });
  });

  test.each([
    "union AuditLogs, SigninLogs",
    "union isfuzzy=true AuditLogs, (datatable(Id:string)[])",
    'search in (AuditLogs, SigninLogs) "secret"',
    'AuditLogs | search "secret"',
    "find in (AuditLogs, SigninLogs) where Id == 1",
    "AuditLogs | project-away Agent*",
    "AuditLogs | project-keep Id, Agent*",
    "AuditLogs | summarize count(), take_any(*), arg_max(TimeGenerated, *) by Id",
    "AuditLogs | where * has 'secret'",
    "AuditLogs | extend Product = Count * 2",
    "AuditLogs | where Text == 'union *' // search *",
    "AuditLogs | extend workspace = 'w', adx = 1 | where workspace == 'x'",
    'AuditLogs | where Text has "externaldata(x)"',
  ])("is taken: %s", (query) => {
    expect(queryReachBreaches(query)).toEqual([]);
  });
});

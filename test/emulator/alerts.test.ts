import { alertsOf } from "../../lib/emulator/rules/grouping";
import type { AnalyticsRule } from "../../lib/emulator/workspace/model";

const window = {
  at: new Date("2026-03-02T10:05:00Z"),
  from: new Date("2026-03-02T09:00:00Z"),
  to: new Date("2026-03-02T10:00:00Z"),
};
const rule: AnalyticsRule = {
  kind: "Scheduled",
  id: "00000000-0000-4000-8000-000000000001",
  armId: "/rule",
  name: "Rule",
  description: "About the rule",
  correlation: "default",
  enabled: true,
  severity: "Low",
  tactics: ["Impact"],
  techniques: ["T1485"],
  query: "T",
  schedule: { frequency: 3_600_000, period: 3_600_000, operator: "GreaterThan", threshold: 0 },
  grouping: "AlertPerResult",
  entityMappings: [
    {
      entityType: "Account",
      fields: [
        { identifier: "AadUserId", column: "Id" },
        { identifier: "Name", column: "Name" },
      ],
    },
  ],
  customDetails: { Ids: "Id", Sizes: "Size" },
  override: {
    title: "{{Name}} did {{ What }}",
    severityColumn: "Sev",
    tacticsColumn: "Tactics",
    dynamicProperties: { AlertLink: "Link" },
  },
  incident: { create: true },
  where: "rule",
};
const row = (i: number) => ({
  Id: `id-${i}`,
  Name: `n${i}`,
  What: "x",
  Size: i,
  Sev: "High",
  Tactics: "Exfiltration, Impact",
  Link: "https://l",
  TimeGenerated: `2026-03-02T09:${String(i % 60).padStart(2, "0")}:00.0000000Z`,
});
const rows = (count: number) => Array.from({ length: count }, (_, i) => row(i));

describe("the threshold", () => {
  test.each([
    ["GreaterThan", 1, 1, 0],
    ["GreaterThan", 1, 2, 1],
    ["LessThan", 1, 0, 1],
    ["LessThan", 1, 1, 0],
    ["Equal", 2, 2, 1],
    ["Equal", 2, 3, 0],
    ["NotEqual", 2, 2, 0],
    ["NotEqual", 2, 0, 1],
  ] as const)("%s %d with %d rows: %d alert", (operator, threshold, count, alerts) => {
    const single = { ...rule, grouping: "SingleAlert" as const, schedule: { ...rule.schedule!, operator, threshold } };
    expect(alertsOf(single, rows(count), window)).toHaveLength(alerts);
  });
});

describe("event grouping", () => {
  test("one alert for all rows carries every row's entities and details", () => {
    const [alert, ...others] = alertsOf({ ...rule, grouping: "SingleAlert" }, rows(3), window);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      events: 3,
      customDetails: { Ids: ["id-0", "id-1", "id-2"] },
      startTime: "2026-03-02T09:00:00.0000000Z",
      endTime: "2026-03-02T09:02:00.0000000Z",
    });
    expect(alert?.entities.map((e) => e.AadUserId)).toEqual(["id-0", "id-1", "id-2"]);
  });

  test("one alert per row, each with an id of its own that repeats from run to run", () => {
    const first = alertsOf(rule, rows(3), window);
    expect(new Set(first.map((a) => a.systemAlertId)).size).toBe(3);
    expect(alertsOf(rule, rows(3), window)).toEqual(first);
  });

  test.each([
    ["Scheduled", 150],
    ["NRT", 30],
  ] as const)("a %s rule raises at most %d alerts; the last sums up all events and names nobody", (kind, cap) => {
    const one = { ...rule, kind };
    expect(alertsOf(one, rows(cap), window).at(-1)?.events).toBe(1);
    const alerts = alertsOf(one, rows(cap + 1), window);
    expect(alerts).toHaveLength(cap);
    expect(alerts.at(-2)?.events).toBe(1);
    expect(alerts.at(-1)).toMatchObject({
      events: cap + 1,
      title: rule.name,
      entities: [],
      customDetails: {},
      dynamicProperties: {},
    });
  });
});

describe("alert details", () => {
  const [alert] = alertsOf(rule, rows(1), window);

  test("are taken from the row", () => {
    expect(alert).toMatchObject({
      title: "n0 did x",
      severity: "High",
      tactics: ["Exfiltration", "Impact"],
      dynamicProperties: { AlertLink: "https://l" },
      description: "About the rule",
    });
  });

  test("fall back to the rule where the column says nothing usable", () => {
    const [plain] = alertsOf(rule, [{ ...row(0), Sev: "Catastrophic", Tactics: "" }], window);
    expect(plain).toMatchObject({ severity: "Low", tactics: ["Impact"] });
  });

  test("a title is cut at 256 bytes, not in the middle of a character", () => {
    const [long] = alertsOf(
      { ...rule, override: { title: "{{Name}}", dynamicProperties: {} } },
      [{ ...row(0), Name: "é".repeat(200) }],
      window,
    );
    expect(Buffer.byteLength(long!.title)).toBeLessThanOrEqual(256);
    expect(long!.title).toBe("é".repeat(128));
  });
});

describe("the size of an alert's parts", () => {
  const single = { ...rule, grouping: "SingleAlert" as const };

  test("a custom detail has 50 values, and no more", () => {
    const [full] = alertsOf(single, rows(50), window);
    const [cut] = alertsOf(single, rows(51), window);
    expect([full!.customDetails.Sizes!.length, cut!.customDetails.Sizes!.length]).toEqual([50, 50]);
  });

  test("a custom detail has 2 KB: the value that fits in part is cut", () => {
    const values = (...lengths: number[]) =>
      alertsOf(
        single,
        lengths.map((length, i) => ({ ...row(i), Id: String(i).repeat(length) })),
        window,
      )[0]!.customDetails.Ids!.map((value) => value.length);
    expect(values(2000, 48)).toEqual([2000, 48]);
    expect(values(2000, 49, 1)).toEqual([2000, 48]);
  });

  test("500 entities are kept, and 64 KB of them", () => {
    const entities = (count: number, name: string) =>
      alertsOf(
        single,
        rows(count).map((one) => ({ ...one, Name: name })),
        window,
      )[0]!.entities;
    expect([entities(500, "n").length, entities(501, "n").length]).toEqual([500, 500]);
    const large = entities(100, "n".repeat(1000));
    expect(Buffer.byteLength(large.map((one) => JSON.stringify(one)).join(""))).toBeLessThanOrEqual(65_536);
    expect(large.length).toBeGreaterThan(60);
    expect(large.length).toBeLessThan(100);
  });
});

describe("entities", () => {
  test("the same entity twice is one", () => {
    expect(alertsOf({ ...rule, grouping: "SingleAlert" }, [row(1), row(1)], window)[0]?.entities).toEqual([
      { type: "Account", AadUserId: "id-1", Name: "n1" },
    ]);
  });

  test("an empty identifier is left out, an empty entity altogether", () => {
    const [alert] = alertsOf(
      { ...rule, grouping: "SingleAlert" },
      [
        { ...row(1), Name: "" },
        { ...row(2), Id: "", Name: null },
      ],
      window,
    );
    expect(alert?.entities).toEqual([{ type: "Account", AadUserId: "id-1" }]);
  });

  test("at most 500", () => {
    expect(alertsOf({ ...rule, grouping: "SingleAlert" }, rows(600), window)[0]?.entities).toHaveLength(500);
  });
});

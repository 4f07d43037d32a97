import { azurePortal, portalSettings } from "../../lib/emulator/portal";
import { readCorrelation } from "../../lib/emulator/workspace/correlation-tag";
import { automationOn, minute, minutes, ruleWith, World } from "./portal-support";

const created = automationOn("IncidentCreated");
const updated = automationOn("IncidentUpdated");
const onAlert = automationOn("AlertCreated");
const other = ruleWith({ id: "2", armId: "/rules/2", name: "Other" });
const propertiesOf = (world: World, number: number) =>
  world.incidents.get(world.portal.all[number - 1]!.id).properties as Record<string, never>;

describe("an incident in the Defender portal", () => {
  it("comes to Sentinel after the delay, with everything that joined until then", async () => {
    const world = new World({ syncDelay: 10 * minutes }, [created, updated]);
    world.raise(1, ["a"]);
    world.raise(4, ["a"]);
    world.at(10, () => {
      const { id } = world.portal.all[0]!;
      expect(world.incidents.has(id)).toBe(false);
      expect(() => world.incidents.get(id)).toThrow(/does not exist/);
    });
    await world.timeline.settled();
    expect(world.starts).toEqual([[11, "IncidentCreated", 1]]);
    expect(propertiesOf(world, 1)).toMatchObject({
      incidentNumber: 1,
      providerName: "Microsoft XDR",
      alerts: [{ kind: "SecurityAlert" }, { kind: "SecurityAlert" }],
    });
    expect(propertiesOf(world, 1)).not.toHaveProperty("description");
  });

  it("is known to Sentinel and to Defender by different numbers, and has a link", async () => {
    const world = new World();
    world.raise(1, ["a", "b"]);
    await world.timeline.settled();
    for (const number of [1, 2]) {
      const { providerIncidentId, incidentNumber, additionalData } = propertiesOf(world, number);
      expect(providerIncidentId).not.toBe(String(incidentNumber));
      expect(additionalData).toMatchObject({
        providerIncidentUrl: expect.stringContaining(String(providerIncidentId)),
      });
    }
  });

  it("holds all alerts of a run when automation first sees it, in both portals", async () => {
    for (const portal of ["defender", "azure"] as const) {
      const any = { ...ruleWith().incident.grouping!, matching: "AnyAlert" as const };
      const world = new World({ portal }, [created, updated]);
      world.raise(1, ["a", "b", "c"], ruleWith({ incident: { create: true, grouping: any } }));
      await world.timeline.settled();
      expect(world.started.map(({ automationRule }) => automationRule)).toEqual(["IncidentCreated"]);
      expect(world.started[0]!.triggerBody).toMatchObject({
        object: { properties: { additionalData: { alertsCount: 3 } } },
      });
    }
  });

  it("tells two changes within the window as one, with the last state", async () => {
    const world = new World({ syncDelay: 5 * minutes, batchWindow: 10 * minutes }, [created, updated]);
    world.raise(1, ["a"]);
    world.raise(20, ["a"]);
    world.raise(27, ["a"]);
    world.raise(45, ["a"]);
    await world.timeline.settled();
    expect(world.starts).toEqual([
      [6, "IncidentCreated", 1],
      [30, "IncidentUpdated", 1],
      [55, "IncidentUpdated", 1],
    ]);
    const [, first, second] = world.started.map(({ triggerBody }) => triggerBody as Record<string, never>);
    expect(first).toMatchObject({ objectEventType: "Update", incidentUpdates: { updatedBySource: "AlertGrouping" } });
    expect((first as unknown as { incidentUpdates: { alerts: unknown[] } }).incidentUpdates.alerts).toHaveLength(2);
    expect(second).toMatchObject({ object: { properties: { additionalData: { alertsCount: 4 } } } });
  });

  it("is not made where a rule makes none; its alerts start playbooks all the same, at once", async () => {
    const world = new World({}, [created, onAlert]);
    world.raise(3, ["a"], ruleWith({ incident: { create: false } }));
    await world.timeline.settled();
    expect(world.starts).toEqual([[3, "AlertCreated", undefined]]);
    expect(world.started[0]!.triggerBody).toMatchObject({ AlertType: "1", ProviderName: "ASI NRT Alerts" });
    expect(world.portal.all).toEqual([]);
  });

  it("takes no more alerts once it is closed", async () => {
    const world = new World({}, [created]);
    world.raise(1, ["a"]);
    world.at(10, () => {
      const { id } = world.portal.all[0]!;
      world.incidents.update(id, { status: "Closed", classification: "FalsePositive" }, minute(10));
    });
    world.raise(20, ["a"]);
    await world.timeline.settled();
    expect(world.portal.all.map(({ status }) => status)).toEqual(["Closed", "New"]);
  });
});

describe("conditions", () => {
  const property = (propertyName: string, ...propertyValues: string[]) => ({
    conditionType: "Property",
    conditionProperties: { propertyName, operator: "Equals", propertyValues },
  });
  const added = (arrayType: string) => ({
    conditionType: "PropertyArrayChanged",
    conditionProperties: { arrayType, changeType: "Added" },
  });

  it("on the provider hold always, on the description never, and both are told", async () => {
    const world = new World({}, [
      automationOn("IncidentCreated", [property("IncidentProviderName", "Azure Sentinel")]),
      automationOn("IncidentCreated", [property("IncidentDescription", "Rule")]),
    ]);
    world.raise(1, ["a"]);
    await world.timeline.settled();
    expect(world.started).toHaveLength(1);
    expect(world.portal.notes).toEqual([
      expect.stringMatching(/IncidentProviderName always holds/),
      expect.stringMatching(/IncidentDescription never holds/),
    ]);
    expect(
      new World(azurePortal, [automationOn("IncidentCreated", [property("IncidentTitle", "Rule")])]).portal.notes,
    ).toEqual([]);
  });

  it("ask what an update consists of", async () => {
    const changed = (propertyName: string, changeType: string, ...propertyValues: string[]) => ({
      conditionType: "PropertyChanged",
      conditionProperties: { propertyName, changeType, operator: "Equals", propertyValues },
    });
    const on = (name: string, condition: ReturnType<typeof added | typeof changed | typeof property>) => ({
      ...automationOn("IncidentUpdated", [condition]),
      name,
    });
    const world = new World({}, [
      on("alerts", added("Alerts")),
      on("labels", added("Labels")),
      on("closed", changed("IncidentStatus", "ChangedTo", "Closed")),
      on("was new", changed("IncidentStatus", "ChangedFrom", "New")),
      on("opened", changed("IncidentStatus", "ChangedTo", "New")),
      on("by grouping", property("IncidentUpdatedBySource", "AlertGrouping")),
    ]);
    world.raise(1, ["a"]);
    world.raise(20, ["a"]);
    world.at(40, () => {
      const { id } = world.portal.all[0]!;
      const labels = [{ labelName: "agent", labelType: "User" }];
      world.incidents.update(id, { labels, status: "Closed", classification: "FalsePositive" }, minute(40));
    });
    await world.timeline.settled();
    expect(world.starts.map(([at, name]) => `${at} ${name}`)).toEqual([
      "25 alerts",
      "25 by grouping",
      "45 labels",
      "45 closed",
      "45 was new",
    ]);
  });
});

describe("a merge", () => {
  const merges = [{ after: 10 * minutes, source: 2, target: 1 }];

  it("moves alerts, entities and labels, and leaves a closed incident that says so", async () => {
    const world = new World({ merges }, [created, updated]);
    world.raise(1, ["a"]);
    world.raise(2, ["b"], other);
    world.at(9, () => {
      const { id } = world.portal.all[1]!;
      world.incidents.update(id, { labels: [{ labelName: "asked", labelType: "User" }] }, minute(9));
    });
    await world.timeline.settled();
    const [target, source] = world.portal.all;
    expect(target).toMatchObject({
      status: "New",
      labels: ["asked"],
      ruleArmIds: ["/rules/1", "/rules/2"],
      alerts: [{ title: "Rule" }, { title: "Other" }],
      entities: [{ AadUserId: "a" }, { AadUserId: "b" }],
    });
    expect(source).toMatchObject({ status: "Closed", labels: ["asked", "Redirected"], redirectedTo: 1 });
    expect(propertiesOf(world, 2)).toMatchObject({
      status: "Closed",
      labels: [{ labelName: "asked" }, { labelName: "Redirected" }],
    });
    const later = world.started.filter(({ at }) => Date.parse(at) >= minute(12).getTime());
    expect(later.map(({ incidentNumber }) => incidentNumber).sort()).toEqual([1, 2]);
  });

  it("is followed by Alert - Get incident, and by people", async () => {
    const people = [{ after: 20 * minutes, incident: 2, authorObjectId: "ana", message: "approve k7" }];
    const world = new World({ merges }, [], people);
    world.raise(1, ["a"]);
    world.raise(2, ["b"], other);
    await world.timeline.settled();
    const [target, source] = world.portal.all;
    expect(world.incidents.holding(target!.alerts[1]!.systemAlertId)?.name).toBe(target!.id);
    const said = (id: string) => world.incidents.comments(id, minute(100)).map(({ message }) => message);
    expect([said(target!.id), said(source!.id)]).toEqual([["approve k7"], []]);
  });

  it.each([
    ["one is closed", { status: "Closed", classification: "FalsePositive" }, /closed/],
    ["their owners differ", { owner: { objectId: "ana" } }, /owners differ/],
  ])("is not made where %s", async (_name, change, reason) => {
    const world = new World({ merges });
    world.raise(1, ["a"]);
    world.raise(2, ["b"], other);
    world.at(8, () => void world.incidents.update(world.portal.all[1]!.id, change, minute(8)));
    await world.timeline.settled();
    expect(world.portal.all[0]!.alerts).toHaveLength(1);
    expect(world.portal.all[1]!.redirectedTo).toBeUndefined();
    expect(world.portal.notes).toContainEqual(expect.stringMatching(reason));
  });

  it("of an incident that never was is told", async () => {
    const world = new World({ merges });
    world.raise(1, ["a"]);
    await world.timeline.settled();
    expect(world.portal.notes).toEqual(["there was no incident 2, which the portal settings name"]);
  });
});

describe("correlation", () => {
  it.each([
    ["#DONT_CORR# Finds it", "excluded", "Finds it"],
    ["  #dont_Corr#Finds it", "excluded", "Finds it"],
    ["#INC_CORR#\nFinds it", "included", "Finds it"],
    ["Finds #INC_CORR# it", "default", "Finds #INC_CORR# it"],
  ])("%j", (description, correlation, rest) => {
    expect(readCorrelation(description)).toEqual({ correlation, rest });
  });

  const correlate = { identifiers: ["Account.AadUserId"], window: 60 * minutes };
  it.each([
    ["on", "default", "default", 1],
    ["off", "default", "default", 2],
    ["off", "included", "included", 1],
    ["off", "included", "default", 2],
    ["on", "default", "excluded", 2],
  ] as const)("tenant %s, rules %s and %s: %d open", async (correlation, one, two, open) => {
    const world = new World({ correlation, correlate });
    world.raise(1, ["a"], ruleWith({ correlation: one }));
    world.raise(10, ["a"], { ...other, correlation: two });
    await world.timeline.settled();
    expect(world.portal.all.filter(({ status }) => status === "New")).toHaveLength(open);
  });

  it("leaves alone what shares nothing, or comes too late", async () => {
    const world = new World({ correlation: "on", correlate: { ...correlate, window: 5 * minutes } });
    world.raise(1, ["a"]);
    world.raise(2, ["b"], other);
    world.raise(20, ["a"], other);
    await world.timeline.settled();
    expect(world.portal.all.map(({ status }) => status)).toEqual(["New", "New", "New"]);
  });
});

describe("alerts of other products", () => {
  const foreignAlerts = [
    { after: 10 * minutes, incident: 1, title: "Leaked key", severity: "High" as const, product: "Defender for Cloud" },
  ];

  it("join without custom details, raise the severity, and are resolved when the incident is closed", async () => {
    const world = new World({ foreignAlerts }, [updated]);
    world.raise(1, ["a"]);
    world.at(30, () => {
      const { id } = world.portal.all[0]!;
      world.incidents.update(id, { status: "Closed", classification: "TruePositive" }, minute(30));
    });
    await world.timeline.settled();
    expect(world.portal.all[0]).toMatchObject({ severity: "High", title: "Rule" });
    const { alerts, additionalData } = propertiesOf(world, 1);
    expect(additionalData).toMatchObject({ alertProductNames: ["Azure Sentinel", "Defender for Cloud"] });
    expect(alerts).toMatchObject([
      { properties: { additionalData: { "Custom Details": '{"AgentId":["a"]}' } } },
      { properties: { productName: "Defender for Cloud", additionalData: {} } },
    ]);
    expect(world.portal.resolved).toEqual([
      { incidentNumber: 1, title: "Leaked key", product: "Defender for Cloud", at: minute(30).toISOString() },
    ]);
  });
});

describe("titles", () => {
  it("are of the common tactic where alerts differ", async () => {
    const any = { create: true, grouping: { ...ruleWith().incident.grouping!, matching: "AnyAlert" as const } };
    const rule = ruleWith({ incident: any });
    const world = new World();
    world.raise(1, ["a"], rule, "Agent a sent data");
    world.raise(2, ["b"], rule, "Agent b sent data");
    await world.timeline.settled();
    expect(world.portal.all.map(({ title }) => title)).toEqual(["Exfiltration incident"]);
  });
});

describe("comments from Defender", () => {
  const comment = { after: 10 * minutes, authorObjectId: "ana", message: "approve k7" };

  it.each([
    ["full", undefined, "ana", 20],
    ["name", undefined, null, 20],
    ["name", "azure", "ana", 15],
  ] as const)("author %s, written via %s", async (commentAuthor, via, objectId, visibleFrom) => {
    const world = new World({ commentAuthor }, [], [{ ...comment, ...(via ? { via } : {}) }]);
    world.raise(0, ["a"]);
    const seen: [number, number][] = [];
    for (const count of [14, 15, 16, 19, 20, 21])
      world.at(count, () =>
        seen.push([count, world.incidents.comments(world.portal.all[0]!.id, minute(count)).length]),
      );
    await world.timeline.settled();
    expect(seen.find(([, comments]) => comments > 0)?.[0]).toBe(visibleFrom);
    const [written] = world.incidents.comments(world.portal.all[0]!.id, minute(60));
    expect(written!.author).toMatchObject({ objectId, name: "name of ana" });
  });
});

test("SecurityIncident has a row for each state that Sentinel knew", async () => {
  const world = new World({ merges: [{ after: 10 * minutes, source: 2, target: 1 }] });
  world.raise(1, ["a"]);
  world.raise(2, ["b"], other);
  await world.timeline.settled();
  expect(
    world.rows.map(({ IncidentNumber, Status, Labels, AlertIds, Description, ModifiedBy }) => [
      IncidentNumber,
      Status,
      JSON.parse(String(Labels)).map(({ labelName }: { labelName: string }) => labelName),
      JSON.parse(String(AlertIds)).length,
      Description,
      ModifiedBy,
    ]),
  ).toEqual([
    [1, "New", [], 1, "", "Microsoft365Defender"],
    [2, "New", [], 1, "", "Microsoft365Defender"],
    [1, "New", [], 2, "", "Microsoft365Defender"],
    [2, "Closed", ["Redirected"], 1, "", "Microsoft365Defender"],
  ]);
});

test.each([
  [{ syncDelay: 11 * minutes }, /syncDelay is 660000 ms.*\n.*0 to 10 minutes/],
  [{ portal: "sentinel" as never }, /portal is "sentinel".*\n.*defender or azure/],
  [{ merges: [{ after: 0, source: 1, target: 1 }] }, /a merge of 1 into 1/],
  [{ portal: "azure" as const, merges: [{ after: 0, source: 1, target: 2 }] }, /are of the Defender portal/],
])("refuses settings %j", (settings, message) => {
  expect(() => portalSettings(settings)).toThrow(message);
});

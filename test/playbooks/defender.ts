import { actingPlaybooks } from "./acting";
import { agentId, approves, bystander, isEnabled, minute, otherAgent, type Setting } from "./cloud";
import { outsidePlaybooks } from "./external";
import { type AlertAbout, PortalWorld } from "./portal-world";
import { starts, twoSignals } from "./starts";

const asking: Setting["policy"] = [{ AgentOrBlueprintId: "*", ResponseMode: "Approve" }];
/** Of a rule that starts no playbook that acts. */
const unrelated: AlertAbout = {
  rule: "AIC-049-failures",
  details: { AgentId: "33333333-0000-4000-8000-000000000003" },
};

/** What every playbook must do where the Defender portal makes the incidents. */
export function describeDefender(id: string): void {
  const { name, alert, weak, isOnAlert } = starts[id]!;
  const outside = outsidePlaybooks[id];
  const acting = actingPlaybooks[id] ?? outside;
  const subject = alert.details.AgentId ?? "";
  /** Who has to agree: some playbooks ask two. */
  const approvers = outside?.alsoApproves ? [undefined, outside.alsoApproves] : [undefined];
  const open = (portal: Parameters<typeof PortalWorld.open>[1], setting: Setting = {}) =>
    PortalWorld.open(name, portal, {
      ...acting?.setting,
      ...setting,
      people: (setting.people ?? []).flatMap((one) =>
        approvers.map((authorObjectId, i) =>
          authorObjectId ? { ...one, authorObjectId, after: one.after + i * 3 * minute } : one,
        ),
      ),
      fill: async (emulator) => {
        await acting?.setting?.fill?.(emulator);
        await setting.fill?.(emulator);
      },
    });
  /** Starts the playbook on the first incident, where no automation rule does. */
  const started = (world: PortalWorld, minutes: number) => {
    if (!weak) world.startByHand(minutes, 1);
  };
  const state = ({ cloud }: PortalWorld) => acting?.state(cloud);
  const succeeded = ({ ledger }: PortalWorld) =>
    ledger.filter(({ ActionType, ResultState }) => ActionType === acting?.row && ResultState === "Succeeded");
  const outcomes = (world: PortalWorld) => world.runs.map(({ run }) => run.status);

  if (acting) {
    test("an answer whose author has a name alone is told so at once; from the Azure portal it counts", async () => {
      const people = [
        { ...approves(), after: 20 * minute },
        { ...approves(), after: 40 * minute, via: "azure" as const },
      ];
      const world = await open({ commentAuthor: "name" }, { policy: asking, people });
      world.raise(0, alert);
      started(world, 10);
      let before: unknown;
      world.when(40, () => {
        before = state(world);
      });
      await world.settled();
      const said = world.said(1);
      const told = said.findIndex((one) => /does not count: it came with a display name/.test(one));
      expect(said.filter((one) => /does not count/.test(one))).toHaveLength(1);
      expect(said[told]).toMatch(/by Ana Lyst .*Azure portal/);
      expect(told).toBeLessThan(said.findIndex((one) => one.startsWith("Approval closed")));
      expect([before, state(world)]).toEqual([acting.before, acting.after]);
    });

    test("a request follows its incident through a merge", async () => {
      const world = await open(
        { merges: [{ after: 28 * minute, source: 1, target: 2 }] },
        { policy: asking, people: [{ ...approves(), after: 50 * minute, incident: 1 }] },
      );
      world.raise(0, alert);
      world.raise(2, unrelated);
      started(world, 10);
      await world.settled();
      expect(state(world)).toEqual(acting.after);
      const [source, target] = [world.said(1), world.said(2)];
      expect(source.map((one) => one.slice(0, 18))).toEqual(["Approval requested"]);
      expect(target.filter((one) => one.startsWith("Approval requested"))).toEqual([
        expect.stringMatching(/It was asked on Defender incident 40001, which was merged into this incident/),
      ]);
      expect(target.some((one) => one.startsWith("Approval closed") && /approved by/.test(one))).toBe(true);
      expect(succeeded(world)).toEqual([
        expect.objectContaining({
          IncidentId: expect.stringContaining(world.portal.all[1]!.id),
          ProviderIncidentId: "40002",
          IncidentUrl: expect.stringContaining("/40002/"),
        }),
      ]);
      expect(new Set(outcomes(world))).toEqual(new Set(["Succeeded"]));
    });

    test("a request ends when its incident is closed", async () => {
      const world = await open({}, { policy: asking, people: [{ ...approves(), after: 50 * minute }] });
      world.raise(0, alert);
      started(world, 10);
      world.when(20, (now) => {
        const closed = { status: "Closed", classification: "FalsePositive" };
        world.incidents.update(world.portal.all[0]!.id, closed, now);
      });
      await world.settled();
      expect([state(world), succeeded(world)]).toEqual([acting.before, []]);
      expect(world.said(1)).toContainEqual(expect.stringMatching(/^Approval closed.*the incident was closed/));
      expect(Date.parse(world.runs.at(-1)!.run.endTime)).toBeLessThan(Date.parse("2026-03-02T10:25:00Z"));
    });
  }

  test("another agent, a person and an alert of another product in the incident are left alone", async () => {
    const foreign = {
      after: 2 * minute,
      incident: 1,
      title: "Leaked key",
      severity: "High" as const,
      product: "Microsoft Defender for Cloud Apps",
      entities: [{ type: "Account", AadUserId: otherAgent === subject ? agentId : otherAgent }],
    };
    const world = await open(
      { foreignAlerts: [foreign] },
      { fill: twoSignals(subject), people: [{ ...approves(), after: 20 * minute }] },
    );
    world.raise(0, { ...alert, accounts: [...(alert.accounts ?? [subject]), bystander] });
    started(world, 10);
    await world.settled();
    const other = foreign.entities[0]!.AadUserId;
    expect(outcomes(world).every((status) => status === "Succeeded")).toBe(true);
    if (acting) expect(state(world)).toEqual(acting.after);
    expect(isEnabled(world.cloud, other)).toBe(true);
    const told = JSON.stringify([world.said(1), world.ledger]);
    expect(told).not.toContain(bystander);
    expect(told).not.toContain(other);
    expect(world.said(1).length).toBeGreaterThan(0);
    expect(world.portal.resolved).toEqual([]);
  });

  if (!weak) return;

  test("late by ten minutes, told twice and updated twice: it acts once, and says so once", async () => {
    const world = await open(
      { syncDelay: 10 * minute, batchWindow: 10 * minute },
      { fill: twoSignals(subject), people: [{ ...approves(), after: 5 * minute }] },
    );
    world.raise(0, alert);
    world.deliverAgain(40);
    world.raise(50, weak);
    world.raise(53, weak);
    await world.settled();
    if (acting) {
      expect(state(world)).toEqual(acting.after);
      expect(succeeded(world)).toHaveLength(1);
      const acted = world.runs.find(({ run }) => succeeded(world).some((row) => run.ledger.includes(row)))!;
      expect(acted.workflow).toBe(`${name}.${isOnAlert ? "alert" : "incident"}`);
      const before = Date.parse(String(succeeded(world)[0]!.TimeGenerated)) < Date.parse("2026-03-02T10:10:00Z");
      expect(before).toBe(isOnAlert === true);
    }
    const done = world.said(1).filter((one) => !one.startsWith("Approval"));
    expect(done).toHaveLength(1);
    expect(world.cloud.directory.mails.length).toBeLessThan(2);
  });

  if (isOnAlert)
    test("without an incident the ledger is the record", async () => {
      const world = await open({}, { fill: twoSignals(subject) });
      world.raiseWithoutIncident(0, alert);
      await world.settled();
      const { run } = world.runs[0]!;
      expect([run.status, state(world), succeeded(world).length]).toEqual(["Succeeded", acting!.after, 1]);
      expect(succeeded(world)[0]).toMatchObject({ IncidentId: "", AlertIds: expect.stringContaining("00000001") });
      // It looked for one for a quarter of an hour.
      expect(Date.parse(run.endTime)).toBeGreaterThanOrEqual(Date.parse("2026-03-02T10:15:00Z"));
    });

  test("an alert that does not meet the automation rule starts nothing; one that joins and does, does", async () => {
    const world = await open({}, { fill: twoSignals(subject), people: [{ ...approves(), after: 40 * minute }] });
    world.raise(0, weak);
    // What the rule asks for is there, of other alerts.
    world.raise(1, { ...unrelated, details: { ...unrelated.details, Confidence: alert.details.Confidence ?? "High" } });
    let quiet: unknown;
    world.when(19, (now) => {
      quiet = [world.ledger, world.said(1, now)];
    });
    world.raise(20, alert);
    await world.settled();
    expect(quiet).toEqual([[], []]);
    expect(world.portal.all[0]!.alerts).toHaveLength(2);
    expect(world.said(1).length).toBeGreaterThan(0);
    if (acting) expect([state(world), succeeded(world).length]).toEqual([acting.after, 1]);
  });
}

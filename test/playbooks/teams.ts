import type { Person } from "../../lib/emulator/responses";
import { agentId, analyst, approves, bystander, directoryOf, isEnabled, minute, type Setting, sponsor } from "./cloud";
import { PortalWorld } from "./portal-world";
import { starts } from "./starts";

const channel = {
  channel: "teams",
  teamId: "3b0c1f5e-2d47-4a86-9c1b-7e5d0a8f6b32",
  channelId: "19:soc@thread.tacv2",
} as const;
const response = { approvals: channel, approvers: [analyst, sponsor] };
const policy = [{ AgentOrBlueprintId: "*", ResponseMode: "Approve" }];
const freeze = starts["PB-01"]!;

/** Somebody who clicks. */
const inTeams = (minutes: number, authorObjectId: string, message: string): Person => ({
  after: minutes * minute,
  authorObjectId,
  message,
  via: "teams",
});

/** What must hold of approvals in Microsoft Teams where analysts work in a portal. */
export function describeTeams(portal: "defender" | "azure"): void {
  const open = (name: string, people: readonly Person[], setting: Setting = {}, more = {}) =>
    PortalWorld.open(name, { portal, ...more }, { policy, people, response, ...setting });

  /** PB-01 asks about an agent, people answer, and nothing is left to happen. */
  async function asked(people: readonly Person[], setting: Setting = {}) {
    const world = await open(freeze.name, people, setting);
    world.raise(0, freeze.alert);
    await world.settled();
    return world;
  }
  const frozen = ({ cloud }: PortalWorld) => !isEnabled(cloud, agentId);
  const closings = (world: PortalWorld, incident = 1) =>
    world.said(incident).filter((one) => one.startsWith("Approval closed"));
  const buttons = ({ cloud }: PortalWorld) => cloud.cards.map(({ answer }) => answer?.button);
  const failed = ({ runs }: PortalWorld) => runs.filter(({ run }) => run.status !== "Succeeded");

  test("an approver's click freezes the agent, and incident and ledger say who", async () => {
    const world = await asked([inTeams(30, analyst, "approve")]);
    expect(frozen(world)).toBe(true);
    expect(closings(world)).toEqual([expect.stringContaining("approved by ana@contoso.com in Microsoft Teams")]);
    expect(world.ledger).toContainEqual(expect.objectContaining({ ApprovedBy: "ana@contoso.com in Microsoft Teams" }));
    const [card, ...more] = world.cloud.cards;
    expect(more).toEqual([]);
    expect(card).toMatchObject({
      location: "Channel",
      recipient: { groupId: channel.teamId, channelId: channel.channelId },
      updateMessage: expect.stringMatching(/passed on to .* incident/),
    });
    expect(JSON.stringify(card!.card)).toMatch(/These agents would be disabled.*agent agent-1.*To undo/);
    expect(JSON.stringify(card!.card)).not.toMatch(/<p>|An approver decides/);
    expect(failed(world)).toEqual([]);
  });

  test("a stranger's click counts for nothing and is told; the card is posted again, and an approver's denial decides", async () => {
    const world = await asked([inTeams(20, bystander, "approve"), inTeams(40, analyst, "deny")]);
    expect(frozen(world)).toBe(false);
    expect(buttons(world)).toEqual(["Approve", "Deny"]);
    const told = world.said(1).filter((one) => /does not count: they are no approver/.test(one));
    expect(told).toEqual([expect.stringContaining("by bea@contoso.com in Microsoft Teams")]);
    expect(closings(world)).toEqual([expect.stringContaining("denied by ana@contoso.com in Microsoft Teams")]);
  });

  // What follows takes no part in what differs between the portals.
  if (portal === "azure") return;

  test("a comment decides as before; who clicks after it is told that it was too late", async () => {
    const world = await asked([
      { ...approves(), after: 15 * minute, via: "azure" },
      inTeams(45, sponsor, "deny"),
      inTeams(46, sponsor, "approve"),
    ]);
    expect(frozen(world)).toBe(true);
    expect(closings(world)).toEqual([expect.stringContaining("approved by ana@contoso.com.")]);
    expect(buttons(world)).toEqual(["Deny"]);
    expect(world.said(1).filter((one) => /after the request was closed. Nothing came of it/.test(one))).toHaveLength(1);
    expect(failed(world)).toEqual([]);
  });

  test("nobody clicks: nothing is done, and the card's run ends by itself", async () => {
    const world = await asked([]);
    expect([frozen(world), buttons(world), failed(world)]).toEqual([false, [undefined], []]);
    expect(closings(world)).toEqual([expect.stringContaining("nobody decided in time")]);
  });

  test("who sponsors an agent does not release it alone; a second approver does", async () => {
    const release = starts["PB-07"]!;
    const people = [inTeams(20, sponsor, "approve benign"), inTeams(40, analyst, "approve repaired")];
    const directory = (stack: string) => directoryOf(stack, { enabled: false });
    const world = await open(release.name, people, { directory });
    world.raise(0, release.alert);
    world.startByHand(10, 1);
    let between: unknown;
    world.when(39, () => {
      between = [isEnabled(world.cloud, agentId), world.cloud.cards.length];
    });
    await world.settled();
    expect(between).toEqual([false, 2]);
    expect(isEnabled(world.cloud, agentId)).toBe(true);
    expect(world.said(1)).toContainEqual(
      expect.stringMatching(/by sam@contoso.com in Microsoft Teams is not enough.*second approver/),
    );
    expect(world.ledger).toContainEqual(expect.objectContaining({ ActionType: "Unfreeze", Verdict: "TruePositive" }));
  });

  test("an answer follows the incident that was merged while it was waited for, and is asked for once", async () => {
    const merges = [{ after: 28 * minute, source: 1, target: 2 }];
    const world = await open(freeze.name, [inTeams(50, analyst, "approve")], {}, { merges });
    world.raise(0, freeze.alert);
    world.raise(2, {
      rule: "AIC-049-failures",
      details: { AgentId: "33333333-0000-4000-8000-000000000003" },
    });
    await world.settled();
    expect(frozen(world)).toBe(true);
    expect(world.cloud.cards).toHaveLength(1);
    expect(world.said(2)).toContainEqual(expect.stringMatching(/^Answer in Microsoft Teams by object id .*approve/));
    expect(closings(world, 2)).toEqual([expect.stringContaining("approved by ana@contoso.com in Microsoft Teams")]);
    expect(failed(world)).toEqual([]);
  });

  test("a name that holds the words of an answer is no answer, and no markup", async () => {
    const odd = {
      "@odata.type": "#microsoft.graph.user",
      id: analyst,
      displayName: "approve",
      userPrincipalName: "<b>benign</b>:approve@contoso.com",
    };
    const directory = (stack: string) => ({ ...directoryOf(stack), users: [odd] });
    const world = await asked([inTeams(30, analyst, "deny")], { directory });
    expect([frozen(world), buttons(world)]).toEqual([false, ["Deny"]]);
    expect(closings(world)).toEqual([expect.stringContaining("denied by")]);
  });
}

import { agentId, approves, directoryOf, isEnabled, minute, otherAgent } from "./cloud";
import { type AlertAbout, PortalWorld } from "./portal-world";

const one: AlertAbout = { rule: "AIC-022-provenance-failed", details: { AgentId: agentId }, app: "shared" };
const other: AlertAbout = { ...one, details: { AgentId: otherAgent } };
const elsewhere: AlertAbout = { rule: "AIC-046-unauthorised-destination", details: { AgentId: otherAgent } };
const foreign = {
  incident: 1,
  title: "Leaked key",
  severity: "High" as const,
  product: "Microsoft Defender for Cloud Apps",
};

/** Asks at ten past ten to release whom the first incident names; the answer comes at half past. */
async function release(portal: Parameters<typeof PortalWorld.open>[1], raise: (world: PortalWorld) => void) {
  const people = [{ ...approves(), after: 25 * minute, incident: 1 }];
  const directory = (stack: string) => directoryOf(stack, { enabled: false });
  const world = await PortalWorld.open("agentid-unfreeze", portal, { people, directory });
  raise(world);
  world.startByHand(10, 1);
  await world.settled();
  const excepted = world.ledger
    .filter(({ ActionType }) => ActionType === "Suppress")
    .map(({ AgentId, DetectionId }) => `${AgentId} ${DetectionId}`);
  const [incident] = world.portal.all;
  return { world, excepted, status: incident!.status, released: isEnabled(world.cloud) };
}
const staysOpen = (world: PortalWorld, incident = 1) =>
  world.said(incident).find((one) => /^The incident stays open/.test(one));

test("all alerts are ours, and every agent in them is released: the incident is closed", async () => {
  const { world, excepted, status, released } = await release({}, (w) => w.raise(0, one, other));
  expect([released, status, staysOpen(world)]).toEqual([true, "Closed", undefined]);
  expect(excepted).toEqual([`${agentId} AIC-022`, `${otherAgent} AIC-022`]);
});

test("an alert of another product is in it: released, and left open", async () => {
  const { world, status, released } = await release({ foreignAlerts: [{ ...foreign, after: 8 * minute }] }, (w) =>
    w.raise(0, one),
  );
  expect([released, status, world.portal.resolved]).toEqual([true, "New", []]);
  expect(staysOpen(world)).toMatch(/1 of its alerts are of other products/);
});

test("an agent joins after the request: neither released nor excepted, and the incident stays open", async () => {
  const { world, excepted, status, released } = await release({}, (w) => {
    w.raise(0, one);
    w.raise(15, other);
  });
  expect([released, status, excepted]).toEqual([true, "New", [`${agentId} AIC-022`]]);
  expect(staysOpen(world)).toMatch(/not every agent in it was dealt with \(AIC-022\)/);
});

test("each agent is excepted from its own detections, also where a merge brought them together", async () => {
  const { excepted, released } = await release({ merges: [{ after: 2 * minute, source: 2, target: 1 }] }, (w) => {
    w.raise(0, one);
    w.raise(1, elsewhere);
  });
  expect([released, excepted]).toEqual([true, [`${agentId} AIC-022`, `${otherAgent} AIC-046`]]);
});

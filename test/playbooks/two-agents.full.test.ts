import { agentId, approves, isEnabled, minute, otherAgent } from "./cloud";
import { PortalWorld } from "./portal-world";

/** An incident with two agents, of which each has alerts of its own, after a merge. */
async function freeze(...second: readonly string[]) {
  const people = [{ ...approves("deny"), after: 60 * minute }];
  const world = await PortalWorld.open(
    "agentid-freeze-agent",
    { merges: [{ after: 2 * minute, source: 2, target: 1 }], syncDelay: 5 * minute },
    { people },
  );
  world.raise(0, { rule: "AIC-022-provenance-failed", details: { AgentId: agentId } });
  world.raise(1, { rule: "AIC-006-changes-others", details: { AgentId: otherAgent } });
  for (const rule of second) world.raise(1, { rule, details: { AgentId: agentId } });
  await world.settled();
  return { world, frozen: [agentId, otherAgent].filter((id) => !isEnabled(world.cloud, id)) };
}

test("one signal each in one incident are not two for either: a person is asked about both", async () => {
  const { world, frozen } = await freeze();
  expect(frozen).toEqual([]);
  const [request] = world.said(1).filter((one) => one.startsWith("Approval requested"));
  expect(request!.match(/Only one independent signal/g)).toHaveLength(2);
});

test("two of one agent stop that one", async () => {
  expect((await freeze("AIC-009-new-place")).frozen).toEqual([agentId]);
});

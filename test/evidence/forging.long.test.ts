import { linked, newChain } from "../../packages/agent-telemetry/src/signing/chain";
import { signDetached } from "../../packages/agent-telemetry/src/signing/jws";
import type { SigningKey } from "../../packages/agent-telemetry/src/signing/key";
import { rowText } from "../../packages/agent-telemetry/src/signing/row";
import { MemoryStore } from "../../packages/collector/test/support";
import { newKey, operation, registryOf } from "../../packages/lineage/test/support/records";
import { attacker, gateway, iso, minutes, others, Scene, team, theft, traces, victim } from "./scene";

// Raw requests in, verdicts, incidents and what playbooks do out: what stands in `frozen` was stopped.
const long = 300_000;
const rule = "agent-identities-sender-team";
const native = "Custom-AgentExecutionNative";
let scene: Scene;
beforeEach(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.close());

const key = newKey();
const chain = "5f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94";

/** Records of the victim, signed with a key, as the exporter sends them. */
async function signed(count: number, by: SigningKey = key, more: Record<string, string> = {}) {
  const rows = [];
  let head = newChain(victim, chain);
  for (let i = 0; i < count; i++) {
    const first: Record<string, string> = i === 0 ? { EventOriginalType: "telemetry.started" } : {};
    const link = linked(operation(i, { EventUid: `event-${i}`, ...first, ...more }), head, by);
    rows.push(JSON.parse(rowText(link.content, await signDetached(link.content.text, by))) as Record<string, unknown>);
    head = link.head;
  }
  return rows;
}

test(
  "a junk signature in a victim's name is a finding about who sent it",
  async () => {
    const [row] = await signed(1);
    const junk = { ...row!, Signature: `${String(row!.Signature).split(".")[0]}..AAAA` };
    expect(await scene.posts(team, rule, native, [junk])).toBe(204);
    await scene.verifies(registryOf([key, { agentId: victim }]), 10);
    const after = await scene.lives(60);
    expect(after.frozen).toEqual([]);
    expect(after.said).toEqual(expect.arrayContaining(["AIC-030", "AIC-034"]));
    expect(after.said.filter((one) => one.includes(victim))).toEqual([]);
  },
  long,
);

test(
  "the same by a gateway that may speak for all asks a person at most",
  async () => {
    const [row] = await signed(1);
    const junk = { ...row!, Signature: `${String(row!.Signature).split(".")[0]}..AAAA` };
    await scene.posts(gateway, "agent-identities-sender-gateway", native, [junk]);
    await scene.verifies(registryOf([key, { agentId: victim }]), 10);
    const after = await scene.lives(60);
    expect(after.frozen).toEqual([]);
    expect(after.said.filter((one) => one.startsWith("AIC-030"))).toEqual(["AIC-030"]);
  },
  long,
);

test(
  "an agent's token that tells of another agent counts against itself",
  async () => {
    const spans = Array.from({ length: 20 }, (_, i) => theft(victim, i));
    expect(await scene.sends(attacker, "traces", traces(...spans))).toBe(200);
    const after = await scene.lives(60);
    expect(after.frozen).toEqual([]);
    expect(after.said).toEqual([`AIC-034 ${attacker}`]);
  },
  long,
);

test(
  "nor do 40 agents fall to one request of a stranger",
  async () => {
    expect(await scene.sends(team, "traces", traces(...others.map((id, i) => theft(id, i))))).toBe(200);
    const after = await scene.lives(60);
    expect(after.frozen).toEqual([]);
    expect(after.said).toEqual(["AIC-034"]);
  },
  long,
);

test(
  "all that a gateway tells is one source, whatever rules it makes fire",
  async () => {
    const spans = Array.from({ length: 20 }, (_, i) => theft(victim, i));
    expect(await scene.sends(gateway, "traces", traces(...spans))).toBe(200);
    const after = await scene.lives(90);
    expect(after.ledger).toContain(`Freeze ${victim} TimedOut`);
    expect(new Set(after.said).size).toBeGreaterThan(1);
    expect(new Set(after.said.map((one) => one.split(" ")[1]))).toEqual(new Set([victim]));
    expect(after.frozen).toEqual([]);
  },
  long,
);

test(
  "an honest batch that is sent again is copies, and says nothing",
  async () => {
    const rows = await signed(5);
    const store = new MemoryStore();
    const registry = registryOf([key, { agentId: victim }]);
    for (const minute of [0, 1, 12]) {
      scene.at(minute);
      expect(await scene.sends(victim, "records", rows)).toBe(200);
      if (minute > 0) await scene.verifies(registry, minute + 9, store);
    }
    const { rows: verdicts } = await scene.emulator.query(
      "AgentSignature_CL | summarize Rows = count() by VerificationState | order by VerificationState asc",
      { now: new Date(minutes(60)) },
    );
    expect(verdicts.map(([state, count]) => `${state} ${count}`)).toEqual(["Duplicate 10", "Valid 5"]);
    const after = await scene.lives(60);
    expect(after).toMatchObject({ frozen: [], said: [] });
  },
  long,
);

test(
  "two contents that the victim's own key signed for one place stop it",
  async () => {
    const registry = registryOf([key, { agentId: victim }]);
    const store = new MemoryStore();
    expect(await scene.sends(victim, "records", await signed(2))).toBe(200);
    expect(await scene.sends(victim, "records", await signed(2, key, { ToolName: "copy_ledger" }))).toBe(200);
    await scene.verifies(registry, 10, store);
    const after = await scene.lives(90);
    expect(after.said).toContain(`AIC-031 ${victim}`);
    expect(after.frozen).toEqual([victim]);
  },
  long,
);

describe("nobody but who may writes what others rely on", () => {
  test.each([
    ["an exception for itself", "agent-identities-ledger", "Custom-AgentResponse"],
    ["a verdict on itself", "agent-identities-collector", "Custom-AgentSignature"],
    ["its own lineage", "agent-identities-collector", "Custom-AgentLineage"],
    ["an asset", "agent-identities-collector", "Custom-AgentAsset"],
  ])("%s: the rule lets no sender in, and the sender's own rule has no such stream", async (_what, other, stream) => {
    const row = { TimeGenerated: iso(0), ActionType: "Suppress", AgentId: team };
    expect(await scene.posts(team, other, stream, [row])).toBe(403);
    expect(await scene.posts(team, rule, stream, [row])).toBe(400);
    expect(await scene.posts(scene.holder("agent-identities-intake"), other, stream, [row])).toBe(403);
  });

  test("nor does the intake's or another sender's rule let it in", async () => {
    const rows = await signed(1);
    for (const other of ["agent-identities", "agent-identities-intake", "agent-identities-sender-gateway"])
      expect(await scene.posts(team, other, native, rows)).toBe(403);
  });
});

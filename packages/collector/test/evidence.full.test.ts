import { VirtualClock } from "@sentinel-agent-identities/clock";
import { readKeyRegistry } from "@sentinel-agent-identities/lineage";
import { SentinelEmulator, type Workspace } from "../../../lib/emulator";
import { IngestionServer, QueryServer } from "../../../lib/emulator/server";
import { given } from "../../../test/pipeline/support";
import { newChain } from "../../agent-telemetry/src/signing/chain";
import type { SigningKey } from "../../agent-telemetry/src/signing/key";
import { registryEntry } from "../../agent-telemetry/src/signing/registry-entry";
import { agent, chainOf, minutes, newKey, operation } from "../../lineage/test/support/records";
import { SignatureVerifier } from "../src/signatures";
import { clients, running, verdictRule, workspace } from "./signature-support";
import { MemoryStore } from "./support";

type Row = Record<string, unknown>;
const key = newKey();
const stranger = "e1e1e1e1-0000-4000-8000-000000000001";
const gateway = "a1a1a1a1-0000-4000-8000-000000000001";
const hours = (n: number) => minutes(60 * n);
const chainNamed = (name: string) => newChain(agent, name);

/** Rows that arrived together. */
interface Arrival {
  readonly at: number;
  readonly rows: readonly Row[];
  /** @default AgentExecution_CL */
  readonly table?: string;
}

const stamps = ["SenderId", "SenderStanding"].map((name) => ({ name, type: "string" as const }));

/** The shipped workspace with rules on signatures, and with the columns and the table that say who sent a row. */
function stamped(disputed: boolean): Workspace {
  const { tables, rules, ...rest } = workspace();
  const execution = tables.find(({ name }) => name === "AgentExecution_CL")!;
  const missing = stamps.filter(({ name }) => !execution.columns.some((column) => column.name === name));
  const withStamps = { ...execution, columns: [...execution.columns, ...missing] };
  const others = tables.filter(({ name }) => !["AgentExecution_CL", "AgentDisputed_CL"].includes(name));
  return {
    ...rest,
    tables: [...others, withStamps, ...(disputed ? [{ ...withStamps, name: "AgentDisputed_CL" }] : [])],
    rules: rules.filter(({ query }) => /AgentExcepted\("AIC-03[015]"\)/.test(query)),
  };
}

interface Told {
  /** event, state and whether it is proven */
  readonly verdicts: readonly string[];
  /** detection, agent, sender and what is said */
  readonly alerts: readonly string[];
}

/** What verifier and rules say when rows arrived and the verifier comes at these times. */
async function told(
  arrivals: readonly Arrival[],
  runs: readonly number[],
  entry: { readonly revokedAt?: number; readonly disputed?: boolean } = {},
): Promise<Told> {
  const emulator = await SentinelEmulator.open(stamped(entry.disputed ?? true));
  const clock = new VirtualClock(new Date(runs[0]!));
  for (const { at, rows, table = "AgentExecution_CL" } of arrivals)
    await emulator.ingest({
      ...given(table, rows),
      arrival: new Date(at),
    });
  const ingestion = await IngestionServer.start(emulator, { clock });
  const queries = await QueryServer.start(emulator, { clock });
  running.push(async () => {
    await ingestion.close();
    await queries.close();
    emulator.close();
  });
  const reached = clients({ emulator, ingestion, queries, ruleId: verdictRule(emulator) });
  const store = new MemoryStore();
  const registered = registryEntry(key, agent, new Date(hours(-100)), new Date(hours(1000)));
  const revoked = entry.revokedAt === undefined ? {} : { revokedAt: new Date(entry.revokedAt).toISOString() };
  const registry = readKeyRegistry({ keys: [{ ...registered, ...revoked }] });
  const pacing = { clock, sleep: async (milliseconds: number) => clock.advance(milliseconds) };
  const since = new Date(Math.min(...arrivals.map(({ at }) => at)) - 60_000);
  for (const at of runs) {
    clock.set(new Date(at));
    const options = { ...reached, pacing, store, registry, since, verifierId: "test", verifierVersion: "1" };
    await new SignatureVerifier(options).run();
  }
  const end = new Date(runs.at(-1)! + 7_200_000);
  const { rows } = await emulator.query(
    "AgentSignature_CL | project EventUid, VerificationState, ProvenByKey | sort by EventUid asc, VerificationState asc",
    { now: end },
  );
  expect(emulator.rejected).toEqual([]);
  const { alerts } = await emulator.simulate(new Date(Math.min(...arrivals.map(({ at }) => at)) - 3_600_000), end);
  return {
    verdicts: rows.map(([event, state, proven]) => `${String(event).slice(0, 40)} ${state}${proven ? " proven" : ""}`),
    alerts: alerts.map(({ customDetails: d }) => {
      const said = (name: string) => String(d[name] ?? "").slice(0, 80);
      const what = said("Fault") || said("VerificationState") || said("Records");
      return `${said("DetectionId")} agent=${said("AgentId")} sender=${said("SenderId")} ${what}`;
    }),
  };
}

const signed = async (count: number, name: string, first = 0, signer: SigningKey = key): Promise<Row[]> => {
  const records = Array.from({ length: count }, (_, i) => operation(first + i, { EventUid: `${name}-${i + 1}` }));
  return (await chainOf(records, signer, chainNamed(name))).rows.map((row) => ({ ...row }));
};
const sent = (rows: readonly Row[], sender: string, standing: string): Row[] =>
  rows.map((row) => ({ ...row, SenderId: sender, SenderStanding: standing }));

test("a junk signature in an agent's name is the sender's, from either table", async () => {
  const [row] = await signed(1, "a");
  const junk = sent([{ ...row, Signature: "eyJ9..AAAA" }], stranger, "NotNamed");
  for (const table of ["AgentExecution_CL", "AgentDisputed_CL"])
    expect(await told([{ at: minutes(1), rows: junk, table }], [minutes(60)])).toEqual({
      verdicts: ["a-1 BadSignature"],
      alerts: [`AIC-030 agent= sender=${stranger} BadSignature`],
    });
});

test("where nothing says who sent a row, nobody is named", async () => {
  const [row] = await signed(1, "a");
  const unknown = { ...row, Signature: "eyJ9..AAAA" };
  expect((await told([{ at: minutes(1), rows: [unknown] }], [minutes(60)], { disputed: false })).alerts).toEqual([
    "AIC-030 agent= sender= BadSignature",
  ]);
});

test("a batch that is sent again is copies, in whatever run it is found, and no rule speaks", async () => {
  const rows = sent(await signed(5, "a"), agent, "Self");
  const again = [1, 3, 300, 2000].map((at) => ({ at: minutes(at), rows }));
  const runs = [10, 60, 320, 2010].map(minutes);
  const { verdicts, alerts } = await told(again, runs);
  expect(verdicts.filter((verdict) => verdict.endsWith("Duplicate"))).toHaveLength(15);
  expect(verdicts.filter((verdict) => verdict.endsWith("Valid"))).toHaveLength(5);
  expect(alerts.filter((alert) => !alert.includes("end that is not closed"))).toEqual([]);
});

test("a record that a stranger sends again is the stranger's replay", async () => {
  const rows = await signed(2, "a");
  const replay = { at: minutes(20), rows: sent([rows[0]!], stranger, "NotNamed"), table: "AgentDisputed_CL" };
  expect(await told([{ at: minutes(1), rows: sent(rows, gateway, "Named") }, replay], [minutes(60)])).toEqual({
    verdicts: ["a-1 Replayed", "a-1 Valid", "a-2 Valid"],
    alerts: [`AIC-030 agent= sender=${stranger} Replayed`],
  });
});

test("a revoked key: backdated it is late and proves nothing, used after its end it is proof", async () => {
  const before = await signed(1, "a");
  const after = await signed(1, "b", 3600);
  const arrivals = [
    { at: hours(72), rows: sent([...before, ...after], stranger, "NotNamed"), table: "AgentDisputed_CL" },
  ];
  expect(await told(arrivals, [hours(73)], { revokedAt: minutes(30) })).toEqual({
    verdicts: ["a-1 KeyRevoked", "b-1 KeyRevoked proven"],
    alerts: expect.arrayContaining([
      `AIC-030 agent= sender=${stranger} KeyRevoked`,
      `AIC-030 agent=${agent} sender=${stranger} KeyRevoked`,
    ]),
  });
});

test("two contents signed for one place are proof against the key, whoever brings them", async () => {
  const { rows, head } = await chainOf([operation(1, { EventUid: "a-1" })], key, chainNamed("a"));
  const [mine, theirs] = await Promise.all(
    [2, 3].map((i) => chainOf([operation(i, { EventUid: `a-2-${i}` })], key, head)),
  );
  const arrivals = [
    { at: minutes(1), rows: sent([...rows, ...mine!.rows], agent, "Self") },
    { at: minutes(9), rows: sent(theirs!.rows, stranger, "NotNamed"), table: "AgentDisputed_CL" },
  ];
  expect(await told(arrivals, [minutes(60)])).toEqual({
    verdicts: ["a-1 Valid", "a-2-2 Valid", "a-2-3 ChainFork proven"],
    alerts: [`AIC-031 agent=${agent} sender= fork`],
  });
});

test.each([0, 3, 20])("a gap in records that say a time %i hours before they arrive is told once", async (late) => {
  const rows = await signed(4, "a");
  const arrivals = [{ at: hours(late) + 60_000, rows: sent([rows[0]!, rows[1]!, rows[3]!], agent, "Self") }];
  const { verdicts, alerts } = await told(arrivals, [hours(late) + 480_000, hours(late + 1)]);
  expect(verdicts).toContain("a-4 ChainGap");
  expect(alerts.filter((alert) => alert.startsWith("AIC-031"))).toEqual([`AIC-031 agent=${agent} sender= gap`]);
});

test("records that arrive hours late are told once for the agent and hour", async () => {
  const rows = sent(await signed(30, "a"), agent, "Self");
  const { verdicts, alerts } = await told([{ at: hours(8), rows }], [hours(8) + 600_000]);
  expect(new Set(verdicts.map((verdict) => verdict.split(" ")[1]))).toEqual(new Set(["ReceivedLate"]));
  expect(alerts).toEqual([`AIC-035 agent=${agent} sender= 30`]);
});

test("a chain whose last records never come, and one that is cut and begun anew", async () => {
  const first = await chainOf(
    [operation(1, { EventUid: "a-1", EventOriginalType: "telemetry.started" }), operation(2, { EventUid: "a-2" })],
    key,
    chainNamed("a"),
  );
  const anew = await signed(2, "b", 60);
  const arrivals = [
    { at: minutes(1), rows: sent(first.rows, agent, "Self") },
    { at: minutes(2), rows: sent(anew, agent, "Self") },
  ];
  const { verdicts, alerts } = await told(arrivals, [minutes(60), hours(30), hours(40)]);
  expect(verdicts).toEqual([
    "a-1 Valid",
    "a-2 ChainUnclosed",
    "a-2 Valid",
    "b-1 ChainUnadmitted",
    "b-2 ChainUnclosed",
    "b-2 Valid",
  ]);
  expect(alerts).toEqual([
    `AIC-031 agent=${agent} sender= beginning without admission`,
    `AIC-031 agent=${agent} sender= end that is not closed`,
  ]);
});

test("a row of 0.79 MB, rows of wrong types, and the good ones beside them", async () => {
  const control = "\u0001".repeat(65_536);
  const bad = {
    TimeGenerated: "2026-03-02T10:00:00Z",
    EventUid: control,
    SrcAgentId: control,
    ChainId: control,
    Signature: control,
  };
  const odd = {
    TimeGenerated: "2026-03-02T10:00:00Z",
    EventUid: "odd",
    ChainId: "\ud800__proto__",
    AdditionalFields: "[1",
  };
  const { verdicts } = await told([{ at: minutes(1), rows: [bad, odd, ...(await signed(2, "a"))] }], [minutes(60)]);
  expect(verdicts.slice(-3)).toEqual(["a-1 Valid", "a-2 Valid", "odd Unsigned"]);
  expect(verdicts).toHaveLength(4);
  expect(verdicts[0]).toBe(`${control.slice(0, 40)} BadSignature`);
});

test("a record whose instants say more than was signed", async () => {
  const [row] = await signed(1, "a");
  const finer = { ...row, EventStartTime: "2026-03-02T10:00:00.0000001Z" };
  const arrivals = [
    { at: minutes(1), rows: [finer] },
    { at: minutes(5), rows: [row!] },
  ];
  expect((await told(arrivals, [minutes(60)])).verdicts).toEqual(["a-1 BadSignature", "a-1 Valid"]);
});

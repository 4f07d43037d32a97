import type { AgentRecord } from "../../agent-telemetry/src/record/agent-record";
import { newChain } from "../../agent-telemetry/src/signing/chain";
import {
  emptyRecordsState,
  placesToRecall,
  type RecordsState,
  type RecordVerdict,
  readRecordsState,
  type StoredRecord,
  type StoredRow,
  signatureRow,
  type VerifyRecordsOptions,
  verifyRecords,
} from "../src";
import {
  agent,
  arrived,
  asStored,
  chainOf,
  minutes,
  newKey,
  operation,
  otherAgent,
  registryOf,
} from "./support/records";

const key = newKey();
const registry = registryOf([key]);
const hours = (n: number) => minutes(60 * n);
const from = (sender: string, row: StoredRow, standing = ""): StoredRow => ({
  ...row,
  SenderId: sender,
  SenderStanding: standing,
});

/** A verifier that goes from arrival to arrival, with the store to recall from, and its state through JSON. */
class Verifier {
  state: RecordsState = emptyRecordsState;
  private readonly stored: StoredRecord[] = [];

  constructor(private readonly options: Omit<VerifyRecordsOptions, "now"> = { registry }) {}

  give(records: readonly StoredRecord[], now: number): RecordVerdict[] {
    const places = placesToRecall(this.state, records, this.options).map(
      ({ chainId, sequence }) => `${chainId}/${sequence}`,
    );
    const recalled = this.stored.filter(({ row }) => places.includes(`${row.ChainId}/${row.ChainSequence}`));
    this.stored.push(...records);
    const result = verifyRecords(this.state, records, { ...this.options, recalled, now: new Date(now) });
    this.state = readRecordsState(JSON.parse(JSON.stringify(result.state)));
    return [...result.verdicts];
  }

  /** Rows that arrive at a time, as states by event. */
  states(rows: readonly StoredRow[], at: number, now = at): string[] {
    return this.give(
      rows.map((row) => arrived(row, at)),
      now,
    ).map(({ eventUid, state }) => `${eventUid} ${state}`);
  }
}

const told = (type: string, more: AgentRecord = {}) => ({ EventOriginalType: `telemetry.${type}`, ...more });
const chain = (name: string) => newChain(agent, name);

describe("whom a verdict is about", () => {
  const verdictOn = (row: StoredRow, keys = registry) =>
    new Verifier({ registry: keys }).give([arrived(row)], minutes(2))[0]!;
  const identity = { verifierId: "v", verifierVersion: "1", batchId: "b" };
  const ids = (row: StoredRow, keys = registry) => {
    const { SrcAgentId, ClaimedAgentId, SenderId, ProvenByKey } = signatureRow(
      verdictOn(row, keys),
      identity,
      new Date(),
    );
    return { SrcAgentId, ClaimedAgentId, SenderId, ProvenByKey };
  };
  const unproven = { ClaimedAgentId: agent, SenderId: "e1", ProvenByKey: false };

  test.each<[string, (row: StoredRow) => StoredRow]>([
    ["junk instead of a signature", (row) => ({ ...row, Signature: "junk" })],
    ["no signature", (row) => ({ ...row, Signature: "" })],
    ["another agent's content", (row) => ({ ...row, ToolName: "x" })],
    ["a key that nobody registered", (row) => ({ ...row, SignatureKeyId: "x" })],
  ])("%s: the sender alone", async (_name, change) => {
    const { rows } = await chainOf([operation(1)], key);
    expect(ids(from("E1", change(rows[0]!)))).toEqual({ ...unproven, SrcAgentId: null });
    expect(ids(from("E1", change(rows[0]!), "NotNamed"))).toEqual({ ...unproven, SrcAgentId: null });
    expect(ids(from(agent, change(rows[0]!), "Self"))).toEqual({ ...unproven, SenderId: agent, SrcAgentId: agent });
  });

  test("a record that its key signed is the agent's, whoever brings it", async () => {
    const { rows } = await chainOf([operation(1)], key);
    expect(ids(from("e1", rows[0]!, "NotNamed"))).toEqual({ ...unproven, SrcAgentId: agent });
  });

  test("a key registered for another agent says nothing of the one that is named", async () => {
    const { rows } = await chainOf([operation(1, { SrcAgentId: otherAgent })], key, newChain(otherAgent, "u"));
    expect(ids(from("e1", rows[0]!))).toEqual({ ...unproven, ClaimedAgentId: otherAgent, SrcAgentId: null });
  });
});

describe("what the agent's own key proves", () => {
  const proven = (verdicts: readonly RecordVerdict[]) =>
    verdicts.map(({ eventUid, state, provenByKey }) => `${eventUid} ${state}${provenByKey ? " proven" : ""}`);

  test("two contents signed for one place", async () => {
    const { rows, head } = await chainOf([operation(1)], key);
    const [mine, theirs] = [await chainOf([operation(2)], key, head), await chainOf([operation(12)], key, head)];
    const verifier = new Verifier();
    expect(
      proven(
        verifier.give(
          [...rows, ...mine.rows].map((row) => arrived(row)),
          minutes(2),
        ),
      ),
    ).toEqual(["event-1 Valid", "event-2 Valid"]);
    expect(
      proven(
        verifier.give(
          theirs.rows.map((row) => arrived(row)),
          minutes(3),
        ),
      ),
    ).toEqual(["event-12 ChainFork proven"]);
  });

  test("two contents for a place that was settled long ago, when the store still has the first", async () => {
    const { rows, head } = await chainOf([operation(1), operation(2)], key);
    const later = await chainOf([operation(3)], key, head);
    const fork = await chainOf([operation(12)], key, {
      ...head,
      sequence: 1,
      sha256: rows[0]!.ContentSha256 as string,
    });
    const verifier = new Verifier();
    verifier.states(rows, minutes(1));
    verifier.states(later.rows, hours(5));
    expect(verifier.state.chains[0]!.from).toBe(3);
    expect(
      proven(
        verifier.give(
          fork.rows.map((row) => arrived(row, hours(6))),
          hours(6),
        ),
      ),
    ).toEqual(["event-12 ChainFork proven"]);
  });

  test("of two that come at once, the one whose sender may speak for the agent has the place, and keeps it", async () => {
    const { rows, head } = await chainOf([operation(1)], key);
    const [mine, theirs] = [await chainOf([operation(2)], key, head), await chainOf([operation(12)], key, head)];
    const early = arrived(from("e1", theirs.rows[0]!, "NotNamed"), minutes(1));
    const late = arrived(from(agent, mine.rows[0]!, "Self"), minutes(1.5));
    const verifier = new Verifier();
    expect(proven(verifier.give([arrived(rows[0]!), early, late], minutes(2))).sort()).toEqual([
      "event-1 Valid",
      "event-12 ChainFork proven",
      "event-2 Valid",
    ]);
    // Whoever was left out once is known by its content, and is no news to the place.
    expect(proven(verifier.give([{ ...early, id: "again", arrived: new Date(minutes(3)) }], minutes(3)))).toEqual([
      "event-12 Duplicate",
    ]);
  });

  test("what a key of a theft signed is known again when the place went to the agent's own", async () => {
    const old = newKey();
    const keys = registryOf([key], [old, { revokedAt: minutes(-60) }]);
    const { rows, head } = await chainOf([operation(1)], key);
    const [thief, mine] = [await chainOf([operation(12)], old, head), await chainOf([operation(2)], key, head)];
    const verifier = new Verifier({ registry: keys });
    expect(verifier.states([...rows, ...thief.rows], minutes(1)).sort()).toEqual([
      "event-1 Valid",
      "event-12 KeyRevoked",
    ]);
    expect(verifier.states(mine.rows, minutes(2))).toEqual(["event-2 Valid"]);
    const [place] = verifier.state.chains[0]!.seen.filter(({ sequence }) => sequence === 2);
    expect([place!.held!.sha256, place!.rivals!.map(({ sha256 }) => sha256)]).toEqual([
      mine.rows[0]!.ContentSha256,
      [thief.rows[0]!.ContentSha256],
    ]);
  });

  test("a record that names another one before it than the one that is there proves nothing", async () => {
    const { rows, head } = await chainOf([operation(1)], key);
    const stray = await chainOf([operation(3)], key, { ...head, sha256: "e".repeat(64) });
    const verdicts = new Verifier().give(
      [...rows, ...stray.rows].map((row) => arrived(row)),
      minutes(2),
    );
    expect(proven(verdicts)).toEqual(["event-1 Valid", "event-3 ChainFork"]);
  });

  test("nor does a content that a key signed which was not good, and it keeps nobody from the place", async () => {
    const old = newKey();
    const keys = registryOf([key], [old, { revokedAt: minutes(-60) }]);
    const { rows, head } = await chainOf([operation(1)], key);
    const [thief, mine] = [
      await chainOf([operation(12)], old, head),
      await chainOf([operation(2), operation(3)], key, head),
    ];
    const verifier = new Verifier({ registry: keys });
    verifier.states([...rows, ...thief.rows], minutes(1));
    expect(
      proven(
        verifier.give(
          mine.rows.map((row) => arrived(row, minutes(2))),
          minutes(2),
        ),
      ),
    ).toEqual(["event-2 Valid", "event-3 Valid"]);
    expect(
      proven(
        verifier.give(
          thief.rows.map((row) => arrived(from("e1", row), minutes(3))),
          minutes(3),
        ),
      ),
    ).toEqual([expect.stringMatching(/^event-12 (Duplicate|KeyRevoked proven)$/)]);
  });

  test.each<[string, number, number, string]>([
    ["after its revocation", minutes(-1), minutes(1), "event-1 KeyRevoked proven"],
    ["with a clock that is ahead of the arrival", minutes(0), minutes(-30), "event-1 KeyRevoked"],
    ["before a revocation that is to come", minutes(-1), minutes(-2), "event-1 KeyRevoked"],
    ["before it, and arrives within the hour", minutes(5), minutes(60), "event-1 Valid"],
    ["before it, and arrives later", minutes(5), minutes(66), "event-1 KeyRevoked"],
    ["before it, and arrives three days later", minutes(5), hours(72), "event-1 KeyRevoked"],
  ])("a key that signs %s", async (_name, revokedAt, at, expected) => {
    const { rows } = await chainOf([operation(1)], key);
    const verifier = new Verifier({ registry: registryOf([key, { revokedAt, to: hours(1000) }]) });
    expect(proven(verifier.give([arrived(rows[0]!, at)], at))).toEqual([expected]);
  });

  test("an expired key is judged by arrival as well, and never proves anything", async () => {
    const { rows } = await chainOf([operation(1)], key);
    const keys = registryOf([key, { to: minutes(10) }]);
    expect(new Verifier({ registry: keys }).states(rows, minutes(70))).toEqual(["event-1 Valid"]);
    expect(proven(new Verifier({ registry: keys }).give([arrived(rows[0]!, minutes(71))], minutes(71)))).toEqual([
      "event-1 KeyExpired",
    ]);
  });
});

describe("copies", () => {
  const three = async () => (await chainOf([operation(1), operation(2), operation(3)], key)).rows;

  test("of a batch whose answer got lost: in the same batch, in another, after a restart, of places long settled", async () => {
    const rows = await three();
    const { rows: next } = await chainOf([operation(18_000)], key, {
      chainId: rows[0]!.ChainId as string,
      sequence: 3,
      sha256: rows[2]!.ContentSha256 as string,
    });
    const verifier = new Verifier();
    expect(verifier.states([...rows, ...rows], minutes(1)).filter((state) => state.endsWith("Duplicate"))).toHaveLength(
      3,
    );
    const copies = ["event-1 Duplicate", "event-2 Duplicate", "event-3 Duplicate"];
    expect(verifier.states(rows, minutes(2))).toEqual(copies);
    verifier.states(next, hours(5));
    expect(verifier.state.chains[0]!.from).toBe(4);
    expect(verifier.states(rows, hours(6)).sort()).toEqual(copies);
    expect(verifier.states(rows, hours(47)).sort()).toEqual(copies);
  });

  test("from another sender, or after the time for resending, are replays, and prove nothing", async () => {
    const rows = await three();
    const verifier = new Verifier({ registry: registryOf([key, { to: hours(1000) }]) });
    verifier.states(
      rows.map((row) => from("a1", row, "Named")),
      minutes(1),
    );
    const other = verifier.give([arrived(from("e1", rows[1]!), minutes(2))], minutes(2));
    expect(other).toMatchObject([{ state: "Replayed", senderId: "e1", agentId: agent }]);
    expect(other[0]!.provenByKey).toBeUndefined();
    expect(verifier.states([from("a1", rows[1]!)], hours(47))).toEqual(["event-2 Duplicate"]);
    expect(verifier.states([from("a1", rows[1]!)], hours(49))).toEqual(["event-2 Replayed"]);
  });

  test("a stranger who brings a record first does not make the agent's own copy a replay", async () => {
    const rows = await three();
    const verifier = new Verifier();
    verifier.states([from("e1", rows[0]!, "NotNamed")], minutes(1));
    expect(verifier.states([from(agent, rows[0]!, "Self")], minutes(2))).toEqual(["event-1 Duplicate"]);
    expect(verifier.states([from("e1", rows[0]!, "NotNamed")], minutes(3))).toEqual(["event-1 Replayed"]);
  });

  test("a place that is forgotten, and of which the store has nothing, accuses nobody", async () => {
    const rows = await three();
    const verifier = new Verifier();
    verifier.states(rows.slice(1), minutes(1), minutes(40));
    verifier.give([], hours(5));
    const { rows: next } = await chainOf([operation(18_000)], key, {
      chainId: rows[0]!.ChainId as string,
      sequence: 3,
      sha256: rows[2]!.ContentSha256 as string,
    });
    verifier.states(next, hours(5));
    expect(verifier.states([rows[0]!], hours(5))).toEqual(["event-1 ReceivedLate"]);
  });
});

describe("time", () => {
  test.each([
    [119, "Valid"],
    [121, "ReceivedLate"],
    [480, "ReceivedLate"],
  ])("a record that arrives after %i minutes is %s", async (after, state) => {
    const { rows } = await chainOf([operation(0)], key);
    expect(new Verifier().states(rows, minutes(after))).toEqual([`event-0 ${state}`]);
  });
});

describe("records that say more than was signed", () => {
  const more = {
    AdditionalFields: { big: 2 ** 53 - 1, zero: 0, one: 1, half: 1.5, text: "1.0 -0 1e0", list: [0, { a: 1 }] },
  };
  const text = JSON.stringify(more.AdditionalFields);
  const judged = async (change: StoredRow, record: AgentRecord = more) => {
    const { rows } = await chainOf([operation(1, record)], key);
    const [verdict] = new Verifier().give([arrived({ ...rows[0]!, ...change })], minutes(2));
    return `${verdict!.state} ${verdict!.error}`.trim();
  };

  test.each<[string, StoredRow]>([
    ["an object", {}],
    ["its text", { AdditionalFields: text }],
    [
      "text with blanks, other escapes and another order",
      {
        AdditionalFields: `{ "half":1.5, ${text.slice(1).replace('"half":1.5,', "").replace('"text"', '"t\\u0065xt"')}`,
      },
    ],
    ["a fraction as Kusto writes it", { AdditionalFields: text.replace("1.5", "15E-1") }],
    ["an instant with zeros", { EventEndTime: "2026-03-02T10:00:01.0000000Z" }],
    ["an instant as a client of the store gives it", { EventEndTime: new Date("2026-03-02T10:00:01Z") }],
  ])("%s is as it was signed", async (_name, change) => {
    expect(await judged(change)).toBe("Valid");
  });

  test.each<[string, StoredRow, RegExp]>([
    [
      "a whole number beyond 2^53",
      { AdditionalFields: text.replace(String(2 ** 53 - 1), "9007199254740993") },
      /AdditionalFields: big is written as 9007199254740993/,
    ],
    [
      "a negative zero",
      { AdditionalFields: text.replace('"zero":0', '"zero":-0') },
      /AdditionalFields: zero is written as -0/,
    ],
    [
      "a negative zero in an object",
      { AdditionalFields: { ...more.AdditionalFields, zero: -0 } },
      /AdditionalFields: a member is -0/,
    ],
    [
      "1.0 for 1",
      { AdditionalFields: text.replace('"one":1', '"one":1.0') },
      /AdditionalFields: one is written as 1\.0/,
    ],
    [
      "1e0 for 1",
      { AdditionalFields: text.replace('"a":1', '"a":1e0') },
      /AdditionalFields: list\[1\]\.a is written as 1e0/,
    ],
    ["1.50 for 1.5", { AdditionalFields: text.replace("1.5", "1.50") }, /half is written as 1\.50/],
    [
      "a fraction that no double holds",
      { AdditionalFields: text.replace("1.5", "1.50000000000000000000001") },
      /half is written as/,
    ],
    [
      "a member twice, the signed one last",
      { AdditionalFields: text.replace("{", '{"zero":7,') },
      /AdditionalFields: zero is there twice/,
    ],
    [
      "a member twice under another spelling",
      { AdditionalFields: text.replace("{", '{"z\\u0065ro":7,') },
      /zero is there twice/,
    ],
    [
      "a member twice, deep within",
      { AdditionalFields: text.replace('{"a":1}', '{"a":2,"a":1}') },
      /list\[1\]\.a is there twice/,
    ],
    ["a negative zero in a column", { EventCount: -0 }, /EventCount is no whole number/],
    ["an instant that is none", { EventStartTime: new Date(Number.NaN) }, /EventStartTime is no instant in UTC/],
    ["2^53 in a column", { RecordCount: 2 ** 53 }, /RecordCount is no whole number/],
    [
      "a beginning with digits below a millisecond",
      { EventStartTime: "2026-03-02T10:00:01.0001Z" },
      /EventStartTime has digits below a millisecond/,
    ],
    [
      "an end with digits below a millisecond",
      { EventEndTime: "2026-03-02T10:00:01.0000001Z" },
      /EventEndTime has digits below a millisecond/,
    ],
  ])("%s is a bad signature", async (_name, change, error) => {
    expect(await judged(change)).toMatch(/^BadSignature /);
    expect(await judged(change)).toMatch(error);
  });
});

describe("chains that end and begin", () => {
  const started = told("started");
  /** A chain of records, each so many minutes after the start, that all arrive half a minute after they end. */
  const live = async (name: string, events: readonly (readonly [at: number, more?: AgentRecord])[]) => {
    const { rows } = await chainOf(
      events.map(([at, more]) => operation(at * 60, { EventUid: `${name}@${at}`, ...more })),
      key,
      chain(name),
    );
    return rows.map((row, i) => arrived(row, minutes(events[i]![0] + 0.5)));
  };
  const wide = registryOf([key, { from: hours(-1), to: hours(10_000) }]);
  /** What is told, besides Valid, when records come in one by one and the verifier looks every hour for days. */
  const days = async (records: readonly StoredRecord[], count: number, verifier = new Verifier({ registry: wide })) => {
    const said: string[] = [];
    let rest = [...records].sort((a, b) => a.arrived.getTime() - b.arrived.getTime());
    for (let hour = 0; hour <= count * 24; hour++) {
      const due = rest.filter((record) => record.arrived.getTime() <= hours(hour));
      rest = rest.slice(due.length);
      for (const { state, eventUid } of verifier.give(due, hours(hour)))
        if (state !== "Valid") said.push(`${hour} ${eventUid} ${state}`);
    }
    return said;
  };

  test("one that stops without a word is told once, when it was silent for longer than is usual", async () => {
    const records = await live("a", [[0, started], [1], [2]]);
    expect(await days(records, 10)).toEqual(["21 a@2 ChainUnclosed"]);
  });

  test("one that is closed is not, nor one that another names as the one before", async () => {
    const closed = await live("a", [[0, started], [1], [2, told("closed")]]);
    const crashed = await live("b", [[3, started], [4]]);
    const resumed = await live("c", [
      [5, told("resumed", { AdditionalFields: { PreviousChainId: chain("b").chainId } })],
      [6, told("closed")],
    ]);
    expect(await days([...closed, ...crashed, ...resumed], 10)).toEqual([]);
  });

  test("the last of a chain is the one furthest on, whichever came last", async () => {
    const [first, second, third] = await live("a", [[0, started], [1], [2]]);
    const late = { ...second!, arrived: new Date(minutes(10)) };
    const verifier = new Verifier({ registry: wide });
    verifier.give([first!, third!], minutes(3));
    verifier.give([late], minutes(10));
    const said = verifier.give([], hours(40));
    expect(said).toMatchObject([
      { eventUid: "a@2", chainSequence: 3, state: "ChainUnclosed", error: expect.stringContaining("for 39 hours") },
    ]);
    expect(said[0]!.rowId).toBe(`${chain("a").chainId}#end`);
    const closing = await live("b", [[0, started], [1], [2, told("closed")]]);
    const other = new Verifier({ registry: wide });
    other.give([closing[0]!, closing[2]!], minutes(3));
    other.give([{ ...closing[1]!, arrived: new Date(minutes(10)) }], minutes(10));
    expect(other.give([], hours(100))).toEqual([]);
  });

  test("one that an instance left behind may still be closed by what arrives within half an hour", async () => {
    const pod = { SrcAgentInstanceId: "pod-1" };
    const [begun, closed] = await live("a", [
      [0, { ...started, ...pod }],
      [1, { ...told("closed"), ...pod }],
    ]);
    const again = await live("b", [[3, { ...started, ...pod }]]);
    const lateBy = (delay: number) => {
      const verifier = new Verifier({ registry: wide });
      verifier.give([begun!, ...again], minutes(4));
      const before = verifier.give([], minutes(delay - 1));
      const after = verifier.give([{ ...closed!, arrived: new Date(minutes(delay)) }], minutes(delay));
      return [...before, ...after, ...verifier.give([], minutes(40))].map(
        ({ eventUid, state }) => `${eventUid} ${state}`,
      );
    };
    expect(lateBy(20)).toEqual(["a@1 Valid"]);
    expect(lateBy(36)).toEqual(["a@0 ChainUnclosed", "a@1 Valid"]);
  });

  test.each(["telemetry.closed.soon", "xtelemetry.closed"])("%s closes nothing", async (EventOriginalType) => {
    const records = await live("a", [[0, started], [1], [2, { EventOriginalType }]]);
    expect(await days(records, 10)).toEqual(["21 a@2 ChainUnclosed"]);
  });

  test("nor does an agent's word about the chain of another one", async () => {
    const other = newKey();
    const keys = registryOf([key, { to: hours(10_000) }], [other, { agentId: otherAgent, to: hours(10_000) }]);
    const records = await live("a", [[0, started], [1]]);
    const AdditionalFields = { PreviousChainId: chain("a").chainId };
    const { rows } = await chainOf(
      [operation(120, { SrcAgentId: otherAgent, ...told("resumed", { AdditionalFields }) })],
      other,
      newChain(otherAgent, "b"),
    );
    const verifier = new Verifier({ registry: keys });
    const said = await days([...records, arrived(rows[0]!, minutes(3))], 2, verifier);
    expect(said).toContain("21 a@1 ChainUnclosed");
  });

  test("nor one of which the last record and its successor's first come in the other order", async () => {
    const [crashed, resumed] = [
      await live("b", [[3, started]]),
      await live("c", [
        [5, told("resumed", { AdditionalFields: { PreviousChainId: chain("b").chainId } })],
        [6, told("closed")],
      ]),
    ];
    const late = crashed.map((record) => ({ ...record, arrived: new Date(minutes(20)) }));
    expect(await days([...late, ...resumed], 10)).toEqual([]);
  });

  test("what is usual is learnt: nights are no news, and after a week a short silence is", async () => {
    const office = (day: number) => [8, 10, 12, 14, 16, 18].map((hour) => [(day * 24 + hour) * 60] as const);
    const week = [0, 1, 2, 3, 4, 5, 6, 7].flatMap(office);
    expect(await days(await live("a", [[0, started], ...week.slice(1)]), 12)).toEqual([
      `${7 * 24 + 18 + 29} a@11160 ChainUnclosed`,
    ]);
    const busy = Array.from({ length: 8 * 24 * 2 }, (_, i) => [i * 30] as const);
    const [said] = await days(await live("b", [[0, started], ...busy.slice(1)]), 10);
    expect(said).toBe("194 b@11490 ChainUnclosed");
  });

  test("an instance that begins as if there had been nothing is told, unless the old chain was closed", async () => {
    const pod = { SrcAgentInstanceId: "pod-1" };
    const old = await live("a", [
      [0, { ...started, ...pod }],
      [1, pod],
    ]);
    const again = await live("b", [
      [3, { ...started, ...pod }],
      [4, { ...told("closed"), ...pod }],
    ]);
    const [verdict, ...more] = await days([...old, ...again], 10);
    expect([verdict, more]).toEqual(["1 a@1 ChainUnclosed", []]);
    const closed = await live("a", [
      [0, { ...started, ...pod }],
      [1, { ...told("closed"), ...pod }],
    ]);
    expect(await days([...closed, ...again], 10)).toEqual([]);
    const elsewhere = await live("b", [
      [3, { ...started, SrcAgentInstanceId: "pod-2" }],
      [4, told("closed")],
    ]);
    expect(await days([...closed, ...elsewhere], 10)).toEqual([]);
  });

  test("a new chain without admission is told, once each", async () => {
    const first = await live("a", [
      [0, started],
      [1, told("closed")],
    ]);
    const cut = await live("b", [[5], [6, told("closed")]]);
    const again = await live("c", [[9], [10, told("closed")]]);
    expect(await days([...first, ...cut, ...again], 3)).toEqual(["1 b@5 ChainUnadmitted", "1 c@9 ChainUnadmitted"]);
  });

  test("writers that never say anything of their chains are told once for each of the two", async () => {
    const records = [];
    for (const name of ["a", "b", "c", "d", "e"]) records.push(...(await live(name, [[name.charCodeAt(0)], [200]])));
    const said = await days(records, 10);
    expect(said.map((text) => text.split(" ")[2]).sort()).toEqual(["ChainUnadmitted", "ChainUnclosed"]);
  });

  test("chains of before this version's state are no news, and go on", async () => {
    const { rows, head } = await chainOf([operation(1), operation(2)], key);
    const [first, second] = rows;
    const old = {
      version: 1,
      chains: [
        {
          chainId: head.chainId,
          sequence: 2,
          sha256: second!.ContentSha256,
          from: 1,
          seen: [
            { sequence: 1, sha256: first!.ContentSha256, arrived: minutes(1) },
            {
              sequence: 2,
              sha256: second!.ContentSha256,
              prev: first!.ContentSha256,
              arrived: minutes(1),
              rivals: ["f".repeat(64)],
            },
          ],
          waiting: [],
        },
      ],
      judged: [],
    };
    const verifier = new Verifier({ registry: wide });
    verifier.state = readRecordsState(old);
    const next = await chainOf([operation(3)], key, head);
    expect(verifier.states([second!, ...next.rows], minutes(2)).sort()).toEqual(["event-2 Duplicate", "event-3 Valid"]);
    const silent = new Verifier({ registry: wide });
    silent.state = readRecordsState(old);
    expect(silent.give([], hours(1000))).toEqual([]);
  });
});

describe("what is remembered is bounded", () => {
  const other = newKey();
  const keys = registryOf([key], [other, { agentId: otherAgent }]);
  const limits = { chainsPerAgent: 4, chains: 100, placesPerAgent: 20, places: 100, waitingPerAgent: 5, judged: 50 };

  test("a new chain for each record takes nothing from another agent, and is no accusation when a chain goes on", async () => {
    const quiet = await chainOf([operation(1, { SrcAgentId: otherAgent })], other, newChain(otherAgent, "q"));
    const verifier = new Verifier({ registry: keys, limits });
    verifier.states(quiet.rows, minutes(1));
    const heads = [];
    for (let i = 0; i < 60; i++) {
      const { rows, head } = await chainOf([operation(i, told("started"))], key, chain(`c${i}`));
      heads.push(head);
      verifier.states(rows, minutes(1));
    }
    expect(verifier.state.chains.length).toBeLessThanOrEqual(5);
    expect(verifier.state.judged.length).toBeLessThanOrEqual(50);
    const goesOn = await chainOf([operation(70)], key, heads[3]!);
    expect(verifier.states(goesOn.rows, minutes(3), minutes(60))).toEqual(["event-70 Valid"]);
    const rest = await chainOf([operation(2, { SrcAgentId: otherAgent })], other, quiet.head);
    expect(verifier.states(rest.rows, minutes(4))).toEqual(["event-2 Valid"]);
  });

  test("copies of chains that were forgotten are copies", async () => {
    const verifier = new Verifier({ registry: keys, limits });
    const all: StoredRow[] = [];
    for (let i = 0; i < 20; i++)
      all.push(...(await chainOf([operation(i, told("started"))], key, chain(`c${i}`))).rows);
    for (const row of all) verifier.states([row], minutes(1));
    expect(new Set(verifier.states(all, minutes(5)).map((state) => state.split(" ")[1]))).toEqual(
      new Set(["Duplicate"]),
    );
  });

  test("a long chain keeps so many places, and what comes for the others is looked up", async () => {
    const { rows } = await chainOf(
      Array.from({ length: 100 }, (_, i) => operation(i)),
      key,
    );
    const verifier = new Verifier({ registry: keys, limits });
    verifier.states(rows, minutes(2));
    expect(verifier.state.chains[0]!.seen.length).toBeLessThanOrEqual(20);
    expect(verifier.states([rows[3]!, rows[99]!], minutes(3)).sort()).toEqual([
      "event-3 Duplicate",
      "event-99 Duplicate",
    ]);
  });

  /** A chain of so many records that arrive at a minute; without the first `missing` of them. */
  const given = async (
    verifier: Verifier,
    name: string,
    { at, length = 1, missing = 0, last = {}, of = agent }: Given,
  ): Promise<void> => {
    const SrcAgentId = of;
    const records = Array.from({ length }, (_, i) => operation(i, { SrcAgentId, ...(i === length - 1 ? last : {}) }));
    const { rows } = await chainOf(records, of === agent ? key : other, newChain(of, name));
    verifier.states(rows.slice(missing), minutes(at));
  };
  interface Given {
    readonly at: number;
    readonly length?: number;
    readonly missing?: number;
    readonly last?: AgentRecord;
    readonly of?: string;
  }
  const kept = ({ state }: Verifier) => state.chains.map(({ chainId }) => chainId.split("/")[1]).sort();
  const forgetful = ({ state }: Verifier) => state.agents.filter(({ forgot }) => forgot).map(({ agentId }) => agentId);

  test.each([
    [1, ["waits"]],
    [2, ["open later", "waits"]],
    [3, ["open", "open later", "waits"]],
    [4, ["closed later", "open", "open later", "waits"]],
  ])("of an agent's chains, %d: those that wait, then open ones, then the newest", async (chainsPerAgent, names) => {
    const verifier = new Verifier({ registry: keys, limits: { chainsPerAgent: 5 } });
    await given(verifier, "waits", { at: 1, length: 2, missing: 1 });
    await given(verifier, "open", { at: 2 });
    await given(verifier, "open later", { at: 3 });
    await given(verifier, "closed", { at: 4, last: told("closed") });
    await given(verifier, "closed later", { at: 5, last: told("closed") });
    expect([kept(verifier).length, forgetful(verifier)]).toEqual([5, []]);
    const fewer = new Verifier({ registry: keys, limits: { chainsPerAgent } });
    fewer.state = verifier.state;
    fewer.give([], minutes(6));
    expect([kept(fewer), forgetful(fewer)]).toEqual([names, [agent]]);
  });

  test("of all chains, so many, at the cost of those who have most", async () => {
    const verifier = new Verifier({ registry: keys, limits: { chains: 5 } });
    for (let i = 0; i < 6; i++) await given(verifier, `c${i}`, { at: i + 1 });
    await given(verifier, "quiet", { at: 1, of: otherAgent });
    expect(kept(verifier)).toEqual(["c2", "c3", "c4", "c5", "quiet"]);
    expect(forgetful(verifier)).toEqual([agent]);
  });

  test("of chains that are worth the same, the first by name; and of each agent one, whatever the limit", async () => {
    for (const names of [
      ["a", "b"],
      ["b", "a"],
    ]) {
      const verifier = new Verifier({ registry: keys, limits: { chains: 1 } });
      for (const name of names) await given(verifier, name, { at: 1 });
      for (const name of names) await given(verifier, `${name}2`, { at: 1, of: otherAgent });
      expect(kept(verifier)).toEqual(["a", "a2"]);
    }
  });

  test.each([
    ["stays", 100, ["a", "b", "open", "resumed"]],
    ["is told and goes, too", 0.5, ["a", "b"]],
  ])("what has ended is forgotten when it can be sent again no more; what is open %s", async (_what, hours, left) => {
    const silence = { newcomerHours: hours, leastHours: hours };
    const verifier = new Verifier({ registry: keys, limits: {}, resendHours: 1, silence });
    const AdditionalFields = { PreviousChainId: `${agent}/crashed` };
    await given(verifier, "closed", { at: 1, last: told("closed") });
    await given(verifier, "crashed", { at: 1, last: told("started") });
    await given(verifier, "resumed", { at: 1, last: told("resumed", { AdditionalFields }) });
    await given(verifier, "open", { at: 1, last: told("started") });
    await given(verifier, "a", { at: 61, of: otherAgent });
    expect([kept(verifier), forgetful(verifier)]).toEqual([["a", "closed", "crashed", "open", "resumed"], []]);
    await given(verifier, "b", { at: 61.01, of: otherAgent });
    expect([kept(verifier), forgetful(verifier)]).toEqual([left, [agent]]);
  });

  test.each([
    ["of an agent", { placesPerAgent: 20 }, 14],
    ["of all", { places: 20 }, 15],
  ])("of the places %s, the newest, at the cost of the longest chain", async (_whose, limits, most) => {
    const of = "places" in limits ? otherAgent : agent;
    const verifier = new Verifier({ registry: keys, limits });
    await given(verifier, "short", { at: 1, length: 5, of });
    await given(verifier, "long", { at: 1, length: 30 });
    const places = Object.fromEntries(
      verifier.state.chains.map(({ chainId, from, seen }) => [
        chainId.split("/")[1],
        [from, seen.length, seen.at(0)!.sequence, seen.at(-1)!.sequence],
      ]),
    );
    expect(places).toEqual({ short: [1, 5, 1, 5], long: [31 - most, most, 31 - most, 30] });
  });

  test("more records that wait than an agent may have are decided at once", async () => {
    const { rows } = await chainOf(
      Array.from({ length: 30 }, (_, i) => operation(i)),
      key,
    );
    const verifier = new Verifier({ registry: keys, limits });
    const states = verifier.states(rows.slice(1), minutes(2));
    expect(states[0]).toBe("event-1 ChainGap");
    expect(states).toHaveLength(29);
    expect(verifier.state.chains[0]!.waiting).toEqual([]);
  });
});

describe("no row is too bad", () => {
  const control = "\u0001".repeat(65_536);

  test.each<[string, StoredRow, string?]>([
    [
      "control characters in every id",
      {
        EventUid: control,
        SrcAgentId: control,
        ChainId: control,
        SignatureKeyId: control,
        SignatureAlg: control,
        Signature: "x",
      },
    ],
    [
      "numbers, objects and lists where texts belong",
      {
        EventUid: 1,
        SrcAgentId: {},
        ChainId: [],
        ChainSequence: "x",
        SignatureKeyId: 7,
        SignatureAlg: null,
        Signature: "x",
      },
    ],
    ["an object as signature", { Signature: {}, ChainId: "x" }, "Unsigned"],
    [
      "names of methods",
      { SrcAgentId: "__proto__", ChainId: "constructor", SignatureKeyId: "__proto__", Signature: "a..b" },
    ],
    ["half of an emoji", { EventUid: "\ud83d", SrcAgentId: "\udc00", Signature: "\ud83d..\ud83d" }],
    ["nothing", { Signature: "x" }],
  ])("%s: a verdict that a request takes, and the next row's", async (_name, row, state = "UnknownKey") => {
    const { rows } = await chainOf([operation(1)], key);
    const verdicts = new Verifier().give([arrived(asStored(row)), arrived(rows[0]!)], minutes(2));
    expect(verdicts.map((verdict) => verdict.state).sort()).toEqual([state, "Valid"].sort());
    expect(Buffer.byteLength(JSON.stringify(verdicts))).toBeLessThan(10_000);
    const identity = { verifierId: "v", verifierVersion: "1", batchId: "b" };
    for (const verdict of verdicts)
      expect(Buffer.byteLength(JSON.stringify(signatureRow(verdict, identity, new Date())))).toBeLessThan(20_000);
  });

  test("signed records with ids that are too long are refused, not remembered", async () => {
    const long = await chainOf([operation(1)], key, newChain(agent, "x".repeat(10_000)));
    const odd = await chainOf([operation(2)], key, { chainId: `${agent}/c`, sequence: 1, sha256: "y".repeat(10_000) });
    const verifier = new Verifier();
    const verdicts = verifier.give(
      [...long.rows, ...odd.rows].map((row) => arrived(row)),
      minutes(2),
    );
    expect(verdicts.map(({ state, agentId }) => [state, agentId])).toEqual([
      ["BadSignature", agent],
      ["BadSignature", agent],
    ]);
    expect(verifier.state.chains).toEqual([]);
  });
});

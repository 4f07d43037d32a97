import type { AgentRecord } from "../../agent-telemetry/src/record/agent-record";
import { type ChainHead, newChain } from "../../agent-telemetry/src/signing/chain";
import { signDetached } from "../../agent-telemetry/src/signing/jws";
import {
  emptyRecordsState,
  type RecordsState,
  type RecordVerdict,
  readKeyRegistry,
  readRecordsState,
  type StoredRecord,
  type StoredRow,
  signatureRow,
  storedContent,
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
import vectors from "./vectors/agent-record.json";

const key = newKey();
const registry = registryOf([key]);
const operations = (n: number) => Array.from({ length: n }, (_, i) => operation(i + 1));

interface Step {
  readonly records: readonly StoredRecord[];
  /** minutes after the start */
  readonly now: number;
}

/** Verifies in steps; the state goes through JSON between them, as a worker keeps it. */
function run(steps: readonly Step[], keys = registry) {
  let state: RecordsState = emptyRecordsState;
  const verdicts: RecordVerdict[] = [];
  for (const { records, now } of steps) {
    const result = verifyRecords(state, records, { registry: keys, now: new Date(minutes(now)) });
    state = readRecordsState(JSON.parse(JSON.stringify(result.state)));
    verdicts.push(...result.verdicts);
  }
  return { state, verdicts };
}

/** Sequence and state of each verdict, in the order of the chain. */
function shown(verdicts: readonly RecordVerdict[]): string[] {
  return verdicts.map(({ chainSequence, state }) => `${chainSequence} ${state}`).sort();
}

const one = (rows: readonly StoredRow[], keys = registry, now = 1): RecordVerdict[] =>
  run([{ records: rows.map((row) => arrived(row)), now }], keys).verdicts;

describe("the published vectors", () => {
  const keys = readKeyRegistry({
    keys: vectors.chains.map(({ kid, publicJwk }) => ({
      kid,
      agentId: agent,
      jwk: publicJwk,
      validFrom: "2026-01-01T00:00:00.000Z",
      validTo: "2027-01-01T00:00:00.000Z",
    })),
  });

  test.each(vectors.chains)("$name: every record is valid", ({ records }) => {
    const rows = records.map(({ record, contentSha256, signature }) =>
      asStored({ ...record, ContentSha256: contentSha256, Signature: signature }),
    );
    expect(rows.map(storedContent)).toEqual(records.map(({ canonicalContent }) => canonicalContent));
    expect(shown(one(rows, keys))).toEqual(["1 Valid", "2 Valid", "3 Valid"]);
  });

  test.each(vectors.canonicalization)("$name", ({ record, canonicalContent }) => {
    expect(storedContent(asStored(record))).toBe(canonicalContent);
  });
});

describe("a record by itself", () => {
  test.each(["EdDSA", "ES256"] as const)("signed with %s is valid", async (alg) => {
    const signer = newKey(alg);
    const { rows } = await chainOf([operation(1, { AdditionalFields: { b: [1, { z: "ä" }], a: true } })], signer);
    const [verdict] = one(rows, registryOf([signer]));
    expect(verdict).toMatchObject({ state: "Valid", error: "", agentId: agent, eventUid: "event-1", alg });
    const dynamicAsText = { ...rows[0], AdditionalFields: JSON.stringify(rows[0]!.AdditionalFields) };
    expect(one([dynamicAsText], registryOf([signer]))).toMatchObject([{ state: "Valid" }]);
  });

  test.each<[string, StoredRow, RegExp]>([
    ["a text", { ToolName: "write_journal" }, /ContentSha256 does not match/],
    ["a number", { EventCount: 2 }, /ContentSha256 does not match/],
    ["an instant", { EventStartTime: "2026-03-02T10:00:01.001Z" }, /ContentSha256 does not match/],
    ["an added column", { DstDomain: "x.contoso.com" }, /ContentSha256 does not match/],
    ["a removed column", { ToolName: "" }, /ContentSha256 does not match/],
    ["a number that is none", { EventCount: "1" }, /^EventCount is no whole number/],
    ["a text that is none", { ToolName: 1 }, /ToolName is no text/],
    ["an instant that is none", { EventStartTime: "yesterday" }, /EventStartTime is no instant/],
    ["fields that are no JSON", { AdditionalFields: "{" }, /AdditionalFields is no readable JSON/],
    ["fields nested too deeply", { AdditionalFields: "[".repeat(30_000) + "]".repeat(30_000) }, /AdditionalFields/],
    ["the hash", { ContentSha256: "0".repeat(64) }, /ContentSha256 does not match/],
    ["the algorithm", { SignatureAlg: "ES256" }, /SignatureAlg is "ES256"/],
    ["a signature of another form", { Signature: "a.b.c" }, /no detached JWS/],
    ["a header that is no JSON", { Signature: "e30x..AAAA" }, /other members than/],
    ["a place in no chain", { ChainId: "" }, /ContentSha256 does not match/],
  ])("altered in %s is a bad signature", async (_name, change, error) => {
    const { rows } = await chainOf([operation(1)], key);
    const [verdict] = one([{ ...rows[0], ...change }]);
    expect(verdict).toMatchObject({ state: "BadSignature", error: expect.stringMatching(error) });
  });

  test("of which one bit of the signature is flipped is a bad signature", async () => {
    const { rows } = await chainOf([operation(1)], key);
    const [header, signature] = (rows[0]!.Signature as string).split("..");
    const bytes = Buffer.from(signature!, "base64url");
    bytes[5]! ^= 1;
    const altered = `${header}..${bytes.toString("base64url")}`;
    expect(one([{ ...rows[0], Signature: altered }])).toMatchObject([{ error: "the signature does not verify" }]);
    expect(one([{ ...rows[0], Signature: `${rows[0]!.Signature}=` }])).toMatchObject([
      { error: "the signature is not base64url" },
    ]);
  });

  test.each([
    [{ alg: "EdDSA", b64: true, crit: ["b64"], kid: key.kid }, /unencoded/],
    [{ alg: "none", b64: false, crit: ["b64"], kid: key.kid }, /says none/],
    [{ alg: "EdDSA", b64: false, crit: ["b64"], kid: "other" }, /names another key/],
    [{ alg: "EdDSA", b64: false, crit: ["b64"], kid: key.kid, jwk: {} }, /other members/],
  ])("with the header %j is a bad signature, though it verifies", async (header, error) => {
    const { rows } = await chainOf([operation(1)], key);
    const encoded = Buffer.from(JSON.stringify(header)).toString("base64url");
    const Signature = await signDetached(storedContent(rows[0]!), key, encoded);
    expect(one([{ ...rows[0], Signature }])).toMatchObject([
      { state: "BadSignature", error: expect.stringMatching(error) },
    ]);
  });

  test("without a signature is unsigned, whatever else is wrong", () => {
    expect(one([asStored({ ...operation(1), SignatureKeyId: "unknown" })])).toMatchObject([{ state: "Unsigned" }]);
  });

  test("signed outside of a chain is a bad signature", async () => {
    const { rows } = await chainOf([operation(1)], key, { sequence: 0 } as ChainHead);
    expect(one(rows)).toMatchObject([
      { state: "BadSignature", error: "a signed record has a ChainId and a ChainSequence of 1 or more" },
    ]);
  });

  test("of a key that nobody registered is of an unknown key", async () => {
    const { rows } = await chainOf([operation(1)], newKey());
    expect(one(rows)).toMatchObject([{ state: "UnknownKey", error: expect.stringContaining("has no key") }]);
  });

  test("of a key that another agent shares is of an unknown key, even when it is altered too", async () => {
    const { rows } = await chainOf([operation(1, { SrcAgentId: otherAgent })], key, newChain(otherAgent, "u"));
    expect(one([{ ...rows[0], ToolName: "x" }])).toMatchObject([
      { state: "UnknownKey", error: expect.stringContaining(`belongs to agent ${agent}, not to ${otherAgent}`) },
    ]);
  });

  test("in the chain of another agent is a fork, and leaves that chain alone", async () => {
    const other = newKey();
    const keys = registryOf([key], [other, { agentId: otherAgent }]);
    const { rows, head } = await chainOf(operations(1), key);
    const intruder = await chainOf([operation(2, { SrcAgentId: otherAgent })], other, head);
    const rest = await chainOf([operation(2)], key, head);
    expect(one([...intruder.rows, ...rows, ...rest.rows], keys).map(({ agentId, state }) => [agentId, state])).toEqual([
      [otherAgent, "ChainFork"],
      [agent, "Valid"],
      [agent, "Valid"],
    ]);
    expect(one(intruder.rows, keys)).toMatchObject([
      { state: "ChainFork", error: `the chain "${head.chainId}" belongs to another agent` },
    ]);
    const past = registryOf([key], [other, { agentId: otherAgent, to: minutes(-300) }]);
    expect(one(intruder.rows, past)).toMatchObject([{ agentId: otherAgent, state: "KeyExpired" }]);
  });

  const place = (more: Partial<ChainHead>): ChainHead => ({ chainId: `${agent}/c`, sequence: 1, ...more });
  const hash = "0a".repeat(32);
  test.each<[string, AgentRecord, ChainHead, string]>([
    ["without an end", { EventEndTime: undefined as never }, place({}), "a signed record has an EventEndTime"],
    [
      "in no chain",
      {},
      place({ chainId: undefined as never }),
      "a signed record has a ChainId and a ChainSequence of 1 or more",
    ],
    ["before the first", {}, place({ sequence: -2 }), "a signed record has a ChainId and a ChainSequence of 1 or more"],
    [
      "in a chain of a long name",
      {},
      place({ chainId: `${agent}/${"c".repeat(92)}` }),
      "a ChainId has at most 128 characters",
    ],
    ["after what is longer than a hash", {}, place({ sha256: `${hash}0` }), "PrevEventSha256 is no SHA-256"],
    ["after what begins like no hash", {}, place({ sha256: `x${hash}` }), "PrevEventSha256 is no SHA-256"],
    ["after what ends like no hash", {}, place({ sha256: `${hash}x` }), "PrevEventSha256 is no SHA-256"],
    ["after a hash in capitals", {}, place({ sha256: hash.toUpperCase() }), "PrevEventSha256 is no SHA-256"],
  ])("signed by its key and %s is a bad signature of its agent", async (_name, more, head, error) => {
    const { rows } = await chainOf([operation(1, more)], key, head);
    expect(one(rows)).toMatchObject([{ state: "BadSignature", error, agentId: agent }]);
  });

  test("in a chain whose name is just short enough is valid", async () => {
    const { rows } = await chainOf([operation(1)], key, newChain(agent, "c".repeat(91)));
    expect(rows[0]!.ChainId).toHaveLength(128);
    expect(one(rows)).toMatchObject([{ state: "Valid" }]);
  });

  test("that names no key, or no agent, is of an unknown key", async () => {
    const { rows } = await chainOf([operation(1)], key);
    expect(one([{ ...rows[0], SignatureKeyId: "" }])).toMatchObject([
      { state: "UnknownKey", error: 'the key registry has no key ""' },
    ]);
    expect(one([{ ...rows[0], SrcAgentId: "" }])).toMatchObject([
      { state: "UnknownKey", error: expect.stringMatching(/not to an agent without id$/) },
    ]);
  });

  test("that was too large to be stored whole, or cannot even be read, is a bad signature", async () => {
    const { rows } = await chainOf([operation(1)], key);
    const unreadable = Object.defineProperty({ ...rows[0] }, "Signature", {
      get() {
        throw new Error("it is gone");
      },
    });
    const records = [{ ...arrived(rows[0]!), oversized: 70_000 }, arrived(unreadable)];
    const { verdicts } = run([{ records, now: 1 }]);
    expect(verdicts.map(({ rowId, arrived: at, state, error }) => [rowId, at, state, error])).toEqual([
      [records[0]!.id, minutes(1), "BadSignature", "the row has 70000 characters; a record has at most 65,536 bytes"],
      [records[1]!.id, minutes(1), "BadSignature", "the record cannot be read: it is gone"],
    ]);
  });
});

describe("keys in time", () => {
  test("a record is judged by its own time: the last before the end and the first after it", async () => {
    const keys = registryOf([key, { from: minutes(0) + 1000, to: minutes(0) + 3000 }]);
    const { rows } = await chainOf([operation(0), operation(1), operation(2), operation(3), operation(4)], key);
    expect(shown(one(rows, keys))).toEqual(["1 KeyExpired", "2 Valid", "3 Valid", "4 KeyExpired", "5 KeyExpired"]);
  });

  test("a revoked key is good before its revocation; revoked comes before expired", async () => {
    const keys = registryOf([key, { revokedAt: minutes(0) + 2000, to: minutes(0) + 3000 }]);
    const { rows } = await chainOf(operations(3), key);
    expect(shown(one(rows, keys))).toEqual(["1 Valid", "2 KeyRevoked", "3 KeyRevoked"]);
  });

  test("a chain goes on with the next key, over records of the expired one", async () => {
    const next = newKey("ES256");
    const keys = registryOf([key, { to: minutes(0) + 2000 }], [next]);
    const { rows, head } = await chainOf(operations(2), key);
    const rest = await chainOf([operation(3)], next, head);
    expect(shown(one([...rows, ...rest.rows], keys))).toEqual(["1 Valid", "2 KeyExpired", "3 Valid"]);
  });
});

describe("chains", () => {
  test("a removed record shows as a gap at the next, once its time is over", async () => {
    const { rows } = await chainOf(operations(4), key);
    const records = [rows[0]!, rows[2]!, rows[3]!].map((row) => arrived(row, minutes(1)));
    const early = run([{ records, now: 30.99 }]);
    expect(shown(early.verdicts)).toEqual(["1 Valid"]);
    const late = run([
      { records, now: 2 },
      { records: [], now: 31 },
    ]);
    expect(shown(late.verdicts)).toEqual(["1 Valid", "3 ChainGap", "4 Valid"]);
    expect(late.verdicts.find(({ state }) => state === "ChainGap")!.error).toBe(
      "the record at place 2 did not arrive within 30 minutes",
    );
  });

  test("a record that comes within the time closes the gap; later it is valid, and the gap stays said", async () => {
    const { rows } = await chainOf(operations(3), key);
    const [first, second, third] = rows.map((row) => arrived(row));
    const inTime = run([
      { records: [first!, third!], now: 2 },
      { records: [second!], now: 29 },
    ]);
    expect(shown(inTime.verdicts)).toEqual(["1 Valid", "2 Valid", "3 Valid"]);
    const late = run([
      { records: [first!, third!], now: 2 },
      { records: [], now: 40 },
      { records: [second!], now: 41 },
    ]);
    expect(shown(late.verdicts)).toEqual(["1 Valid", "2 Valid", "3 ChainGap"]);
  });

  test("a verifier that catches up does not take unread rows for missing ones", async () => {
    const { rows } = await chainOf(operations(2), key);
    const { verdicts } = run([
      { records: [arrived(rows[1]!, minutes(1))], now: 2 },
      { records: [arrived(rows[0]!, minutes(25))], now: 26 },
    ]);
    expect(shown(verdicts)).toEqual(["1 Valid", "2 Valid"]);
  });

  test("a chain of which the beginning is missing has a gap", async () => {
    const { rows } = await chainOf(operations(3), key);
    expect(shown(one(rows.slice(1), registry, 60))).toEqual(["2 ChainGap", "3 Valid"]);
  });

  test("the same record again is a copy; the same content with another signature is replayed", async () => {
    const signer = newKey("ES256");
    const { rows } = await chainOf(operations(2), signer);
    const Signature = await signDetached(storedContent(rows[1]!), signer);
    const keys = registryOf([signer]);
    const again = { ...rows[1], Signature };
    expect(Signature).not.toBe(rows[1]!.Signature);
    expect(shown(one([...rows, rows[1]!, again], keys))).toEqual(["1 Valid", "2 Duplicate", "2 Replayed", "2 Valid"]);
  });

  test("two writers of one chain: the first has the place, the other branch is a fork", async () => {
    const { rows, head } = await chainOf(operations(1), key);
    const trunk = await chainOf([operation(2), operation(3), operation(4)], key, head);
    const branch = await chainOf([operation(12), operation(13)], key, head);
    const { verdicts } = run([
      { records: [...rows, ...trunk.rows.slice(0, 1)].map((row) => arrived(row)), now: 2 },
      { records: branch.rows.map((row) => arrived(row)), now: 3 },
      { records: trunk.rows.slice(1).map((row) => arrived(row)), now: 4 },
      { records: branch.rows.map((row) => arrived(row)), now: 5 },
    ]);
    expect(verdicts.map(({ eventUid, state }) => `${eventUid} ${state}`)).toEqual([
      "event-1 Valid",
      "event-2 Valid",
      "event-12 ChainFork",
      "event-13 ChainFork",
      "event-3 Valid",
      "event-4 Valid",
      "event-12 Duplicate",
      "event-13 Duplicate",
    ]);
  });

  test("of two that come at once for a place, the one that follows the record before has it, though the other came first", async () => {
    const { rows, head } = await chainOf(operations(1), key);
    const trunk = await chainOf([operation(2), operation(3)], key, head);
    const stray = await chainOf([operation(12)], key, { ...head, sha256: "e".repeat(64) });
    const [first, early] = [arrived(rows[0]!, minutes(1)), arrived(stray.rows[0]!, minutes(1.1))];
    const late = trunk.rows.map((row, i) => arrived(row, minutes(1.2 + i / 10)));
    for (const steps of [[[first, early, ...late]], [[first], [early, ...late]]]) {
      const { verdicts } = run(steps.map((records, i) => ({ records, now: 2 + i })));
      expect(verdicts.map(({ eventUid, state }) => `${eventUid} ${state}`).sort()).toEqual([
        "event-1 Valid",
        "event-12 ChainFork",
        "event-2 Valid",
        "event-3 Valid",
      ]);
    }
  });

  test("a record put in for a missing one, after the gap was said, is a fork", async () => {
    const { rows, head } = await chainOf(operations(1), key);
    const trunk = await chainOf([operation(2), operation(3)], key, head);
    const forged = await chainOf([operation(9)], key, head);
    const { verdicts } = run([
      { records: [rows[0]!, trunk.rows[1]!].map((row) => arrived(row)), now: 2 },
      { records: [], now: 40 },
      { records: [arrived(forged.rows[0]!)], now: 41 },
      { records: [arrived(trunk.rows[0]!)], now: 42 },
    ]);
    expect(verdicts.map(({ eventUid, state }) => `${eventUid} ${state}`)).toEqual([
      "event-1 Valid",
      "event-3 ChainGap",
      "event-9 ChainFork",
      "event-2 Valid",
    ]);
  });

  test("a first record that follows another, and a later one that follows none, are forks", async () => {
    const chainId = `${agent}/c`;
    const first = await chainOf([operation(1)], key, { chainId, sequence: 0, sha256: "0".repeat(64) });
    const second = await chainOf([operation(2)], key, { chainId, sequence: 1 });
    expect(one([...first.rows, ...second.rows]).map(({ state, error }) => [state, error])).toEqual([
      ["ChainFork", "the first record of a chain names a record before it"],
      ["ChainFork", "the record at place 2 names no record before it"],
    ]);
  });

  test("a bad record takes no place: the good one at it is valid", async () => {
    const { rows } = await chainOf(operations(3), key);
    const altered = { ...rows[1], ToolName: "x" };
    expect(shown(one([rows[0]!, altered, rows[1]!, rows[2]!]))).toEqual([
      "1 Valid",
      "2 BadSignature",
      "2 Valid",
      "3 Valid",
    ]);
  });

  test("more ahead of its arrival than the skew allowed: the last that is not, and the first that is", async () => {
    const { rows } = await chainOf([operation(300), operation(301)], key);
    expect(shown(one(rows))).toEqual(["1 Valid", "2 Valid"]);
    const { verdicts } = run([{ records: rows.map((row) => arrived(row, minutes(0))), now: 1 }]);
    expect(shown(verdicts)).toEqual(["1 Valid", "2 ClockSkew"]);
  });

  test("a skewed clock is said last: a copy with one is a copy", async () => {
    const { rows } = await chainOf([operation(900)], key);
    expect(shown(one([rows[0]!, rows[0]!]))).toEqual(["1 ClockSkew", "1 Duplicate"]);
  });
});

describe("verifying again", () => {
  test("a row that was judged gets no second verdict, and the state does not change", async () => {
    const { rows } = await chainOf(operations(4), key);
    const records = [rows[0]!, rows[1]!, { ...rows[2]!, ToolName: "x" }, rows[3]!].map((row) => arrived(row));
    const options = { registry, now: new Date(minutes(2)) };
    const first = verifyRecords(emptyRecordsState, records, options);
    const again = verifyRecords(first.state, [...records].reverse(), options);
    expect(again).toEqual({ state: first.state, verdicts: [] });
    expect(verifyRecords(emptyRecordsState, records, options)).toEqual(first);
  });

  test("a row that waits and is given again gets one verdict", async () => {
    const { rows } = await chainOf(operations(2), key);
    const second = arrived(rows[1]!);
    const { verdicts } = run([
      { records: [second, second], now: 2 },
      { records: [second], now: 3 },
      { records: [arrived(rows[0]!), second], now: 4 },
      { records: [second], now: 5 },
    ]);
    expect(shown(verdicts)).toEqual(["1 Valid", "2 Valid"]);
  });

  test("nothing given is changed", async () => {
    const { rows } = await chainOf(operations(3), key);
    const options = { registry, now: new Date(minutes(2)) };
    const { state } = verifyRecords(emptyRecordsState, [arrived(rows[0]!), arrived(rows[2]!)], options);
    const before = structuredClone(state);
    verifyRecords(state, [arrived(rows[1]!)], options);
    expect(state).toEqual(before);
  });

  /** A seeded shuffle: the same permutations in each run. */
  function shuffled<T>(items: readonly T[], seed: number): T[] {
    let x = seed;
    const random = () => {
      x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
      return x / 2 ** 32;
    };
    return items
      .map((item) => [random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }

  test("any order of arrival within the window, in any batches, ends in the same verdicts", async () => {
    const next = newKey("ES256");
    const keys = registryOf([key, { to: minutes(0) + 9000 }], [next]);
    // Of two chains, the one that arrives second need not say why it begins.
    const begins = operation(1, { EventOriginalType: "telemetry.started" });
    const { rows, head } = await chainOf([begins, ...operations(10).slice(1)], key);
    const rest = await chainOf([operation(11), operation(12)], next, head);
    const broken = await chainOf([operation(13), operation(14)], next, { ...rest.head, sha256: "f".repeat(64) });
    const second = await chainOf(operations(4), key, newChain(agent, "second"));
    const kept = [...rows, ...rest.rows, ...broken.rows].filter((_, i) => ![2, 5, 6].includes(i));
    const altered = { ...rows[2], ToolName: "x" };
    const all = [...kept, altered, rows[4]!, ...second.rows.slice(1), asStored(operation(20))];
    const expected = [
      "1 Valid",
      "10 KeyExpired",
      "11 Valid",
      "12 Valid",
      "13 ChainFork",
      "14 ChainFork",
      "2 ChainGap",
      "2 Valid",
      "3 BadSignature",
      "3 Valid",
      "4 ChainGap",
      "4 Valid",
      "5 Duplicate",
      "5 Valid",
      "8 ChainGap",
      "9 KeyExpired",
      "undefined Unsigned",
    ];
    for (let seed = 1; seed <= 60; seed++) {
      const order = shuffled(all, seed);
      const size = (seed % 7) + 1;
      const steps: Step[] = [];
      for (let at = 0; at < order.length; at += size) {
        const now = 1 + at / 2;
        steps.push({ records: order.slice(at, at + size).map((row) => arrived(row, minutes(now))), now });
      }
      expect([seed, shown(run([...steps, { records: [], now: 60 }], keys).verdicts)]).toEqual([seed, expected]);
    }
  });

  test("within one call not even a fork depends on the order, and each row has one verdict", async () => {
    const { rows, head } = await chainOf(operations(3), key);
    const trunk = await chainOf([operation(4), operation(5)], key, head);
    const branch = await chainOf([operation(14), operation(15)], key, head);
    const stray = await chainOf([operation(25)], key, { ...head, sequence: 4, sha256: "e".repeat(64) });
    const all = [...rows, ...trunk.rows, ...branch.rows, ...stray.rows, rows[1]!].map((row) => arrived(row));
    const verdictsOf = (records: readonly StoredRecord[]) =>
      run([{ records, now: 40 }])
        .verdicts.map(({ rowId, state }) => `${rowId} ${state}`)
        .sort();
    const expected = verdictsOf(all);
    expect(expected).toHaveLength(all.length);
    for (let seed = 1; seed <= 40; seed++) expect(verdictsOf(shuffled(all, seed))).toEqual(expected);
  });

  test("a state of another version is refused", () => {
    expect(() => readRecordsState({ version: 3 }, "state.json")).toThrow(/state\.json: is no state .* found 3/);
    expect(() => readRecordsState(null)).toThrow(/found none/);
  });
});

describe("the key registry", () => {
  const entry = {
    kid: key.kid,
    agentId: agent.toUpperCase(),
    jwk: key.publicJwk,
    validFrom: "2026-01-01T00:00:00.000Z",
    validTo: "2026-07-01T00:00:00.000Z",
  };

  test("ids of agents are read without case", () => {
    expect(readKeyRegistry({ keys: [entry] }).get(key.kid)).toMatchObject({ agentId: agent, alg: "EdDSA" });
  });

  test.each<[string, unknown, RegExp]>([
    ["no object", [], /must be object/],
    ["no keys", {}, /lacks "keys"/],
    ["an unknown member", { keys: [{ ...entry, owner: "x" }] }, /unknown member "owner"; known are kid, agentId/],
    [
      "a private key",
      { keys: [{ ...entry, jwk: { ...entry.jwk, d: "x" } }] },
      /keys\.0\.jwk\.d: a private key has no place/,
    ],
    ["another thumbprint", { keys: [{ ...entry, kid: "x" }] }, /kid is x, but the key's thumbprint is/],
    ["a key twice", { keys: [entry, { ...entry, agentId: otherAgent }] }, /keys\.1: the key .* is listed twice/],
    ["an end before the beginning", { keys: [{ ...entry, validTo: entry.validFrom }] }, /does not lie before/],
    ["a day that is none", { keys: [{ ...entry, validTo: "2026-02-99T00:00:00Z" }] }, /a day that does not exist/],
    ["local time", { keys: [{ ...entry, validTo: "2026-02-01T00:00:00" }] }, /an instant in UTC/],
    ["another curve", { keys: [{ ...entry, jwk: { kty: "OKP", crv: "X25519", x: "AA" } }] }, /must be one of Ed25519/],
    ["a key that is none", { keys: [{ ...entry, jwk: { kty: "OKP", crv: "Ed25519", x: "AA" } }] }, /keys\.0: /],
  ])("with %s is refused", (_name, value, message) => {
    expect(() => readKeyRegistry(value, "keys.json")).toThrow(message);
    expect(() => readKeyRegistry(value, "keys.json")).toThrow(/^keys\.json: /);
  });
});

test("a verdict becomes a row of the stream, with the time it took", async () => {
  const { rows } = await chainOf([operation(1)], key);
  const identity = { verifierId: "v", verifierVersion: "1", batchId: "b" };
  expect(signatureRow(one(rows)[0]!, identity, new Date(minutes(2)))).toEqual({
    TimeGenerated: "2026-03-02T10:02:00.000Z",
    EventUid: "event-1",
    SrcAgentId: agent,
    ClaimedAgentId: agent,
    SenderId: null,
    ChainId: rows[0]!.ChainId,
    ChainSequence: 1,
    SignatureKeyId: key.kid,
    SignatureAlg: "EdDSA",
    VerificationState: "Valid",
    VerificationError: "",
    ProvenByKey: false,
    VerifierId: "v",
    VerifierVersion: "1",
    EventTime: "2026-03-02T10:00:01.000Z",
    LatencyMs: 119_000,
    BatchId: "b",
  });
});

import { generateKeyPairSync } from "node:crypto";
import { relayLimits } from "../src/relay/limits";
import { backoff } from "../src/sending/backoff";
import { Suspects } from "../src/sending/suspects";
import { newChain } from "../src/signing/chain";
import { signingKey } from "../src/signing/key";
import { seal } from "../src/signing/seal";
import type { Spool } from "../src/spool/spool";

test.each([
  [1, 1, 1000],
  [1, 0, 500],
  [2, 1, 2000],
  [4, 0.5, 6000],
  [6, 1, 32_000],
  [7, 1, 60_000],
  [500, 0, 30_000],
])(
  "after %d failures in a row, with %d by chance, the next attempt is %d ms away",
  (failures, random, milliseconds) => {
    expect(backoff(failures, random)).toBe(milliseconds);
  },
);

describe("a batch that fails again and again", () => {
  const [spool, other] = [{}, {}] as [Spool, Spool];
  const failing = (suspects: Suspects, number: number, times: number, where = spool) =>
    Array.from({ length: times }, () => suspects.failed(where, number)).at(-1);

  test("stands back at the third time in a row", () => {
    const suspects = new Suspects();
    expect(failing(suspects, 1, 2)).toBeUndefined();
    expect(failing(suspects, 2, 2)).toBeUndefined();
    expect(failing(suspects, 2, 2, other)).toBeUndefined();
    expect(suspects.all).toEqual([]);
    expect(failing(suspects, 2, 1, other)).toEqual({
      spool: other,
      number: 2,
      failures: 3,
      alone: undefined,
      isDue: false,
    });
    expect([suspects.has(other, 2), suspects.has(spool, 2), suspects.has(other, 1)]).toEqual([true, false, false]);
  });

  test("counts from the start once anything was taken", () => {
    const suspects = new Suspects();
    failing(suspects, 1, 2);
    suspects.passed(spool, [7]);
    expect(failing(suspects, 1, 2)).toBeUndefined();
    expect(failing(suspects, 1, 1)).toMatchObject({ failures: 3 });
  });

  test("says nothing of an endpoint that takes nothing, and is proven by eight failures while others are taken", () => {
    const suspects = new Suspects();
    const suspect = failing(suspects, 1, 50)!;
    expect([suspect.failures, suspects.isEndpointDown, suspects.isProven(suspect)]).toEqual([50, true, false]);
    suspects.passed(spool, [2]);
    expect(suspects.isEndpointDown).toBe(false);
    failing(suspects, 1, 7);
    suspects.passed(spool, [3]);
    expect([suspect.alone, suspects.isProven(suspect)]).toEqual([7, false]);
    failing(suspects, 1, 1);
    expect([suspect.failures, suspects.isProven(suspect)]).toEqual([58, true]);
  });

  test("is not alone any more when another one fails, which stands back at once", () => {
    const suspects = new Suspects();
    const suspect = failing(suspects, 1, 3)!;
    suspects.passed(spool, [2]);
    failing(suspects, 1, 7);
    expect(suspects.failed(spool, 3)).toMatchObject({ number: 3, failures: 1, alone: undefined });
    failing(suspects, 1, 1);
    expect([suspect.alone, suspects.isEndpointDown]).toEqual([undefined, true]);
  });

  test("is none any more when it was taken, or its spool was left", () => {
    const suspects = new Suspects();
    for (const [number, where] of [
      [1, spool],
      [2, spool],
      [3, spool],
      [1, other],
    ] as const)
      failing(suspects, number, 3, where);
    const left = () => suspects.all.map(({ spool: of, number }) => [of === spool, number]);
    suspects.passed(spool, [1]);
    expect(left()).toEqual([
      [true, 2],
      [true, 3],
      [false, 1],
    ]);
    suspects.forget(spool);
    expect(left()).toEqual([[false, 1]]);
  });
});

test("bodies get a third of what requests may hold, and one sender all of that", async () => {
  const { reading, working } = relayLimits(1000, 3000);
  for (const [admission, most] of [
    [reading, 1000],
    [working, 3000],
  ] as const) {
    const lease = await admission.enter("sender", most);
    expect(() => lease.resize(most + 1)).toThrow(expect.objectContaining({ status: 503 }));
    lease.end();
  }
});

test("a body takes as many records as fit, and one whatever its size; the chain goes on after these", async () => {
  const key = signingKey(generateKeyPairSync("ed25519").privateKey);
  const start = newChain("3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615", "c");
  const records = ["a", "bb", "ccc"].map((ToolName) => ({ ToolName }));
  const whole = await seal(records, start, key, 1_000_000);
  const rows = JSON.parse(whole.body) as { ToolName: string; ChainSequence: number }[];
  expect([whole.count, whole.head.sequence]).toEqual([3, 3]);
  expect(rows.map(({ ToolName, ChainSequence }) => [ToolName, ChainSequence])).toEqual([
    ["a", 1],
    ["bb", 2],
    ["ccc", 3],
  ]);
  const two = (await seal(records.slice(0, 2), start, key, 1_000_000)).body.length;
  for (const [most, count] of [
    [whole.body.length + 1, 3],
    [whole.body.length - 1, 2],
    [two + 1, 2],
    [two - 1, 1],
    [1, 1],
  ] as const) {
    const sealed = await seal(records, start, key, most);
    expect([sealed.count, sealed.head.sequence]).toEqual([count, count]);
    expect(JSON.parse(sealed.body)).toEqual(rows.slice(0, count));
  }
});

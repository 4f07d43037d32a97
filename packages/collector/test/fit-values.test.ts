import { fitValues, mostValueBytes } from "../src/intake/fit-values";
import { agentsKnownOf } from "../src/intake/standing";

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** A text with which an object of the one member `text` has so many bytes. */
const filling = (bytes: number) => "x".repeat(bytes - size({ text: "" }));

describe("attributes in the bytes that are kept", () => {
  test("stay as they are up to the last byte", () => {
    const whole = { text: filling(mostValueBytes) };
    expect(fitValues(whole)).toEqual({ values: whole, bytes: mostValueBytes });
    expect(fitValues({ text: filling(mostValueBytes + 1) })!.values).toMatchObject({ AttributesTruncated: true });
  });

  test("are cut at the longest texts, wherever these are; short ones and other values stay", () => {
    const long = "y".repeat(50_000);
    const middle = "z".repeat(9000);
    const values = { id: "i".repeat(64), n: 7, no: null, yes: true, long, list: [middle, { long, middle }], middle };
    const fitted = fitValues(values)!;
    expect(fitted.bytes).toBe(size(fitted.values));
    expect(fitted.bytes).toBeLessThanOrEqual(mostValueBytes);
    const { long: cut, ...rest } = fitted.values as { long: string };
    // As far as it takes: with a third more of them it would be too much.
    expect(cut).toBe("y".repeat(cut.length));
    expect(cut.length).toBeGreaterThan(9000);
    expect(fitted.bytes + 2 * cut.length * (1 / 3)).toBeGreaterThan(mostValueBytes);
    expect(rest).toEqual({
      ...values,
      long: undefined,
      list: [middle, { long: cut, middle }],
      AttributesTruncated: true,
    });
  });

  test("are never cut below 64 characters, which may be too much", () => {
    const many = (length: number, texts: number) =>
      Object.fromEntries(
        Array.from({ length: texts }, (_, i) => [`k${String(i).padStart(4, "0")}`, "x".repeat(length)]),
      );
    const short = fitValues(many(100, 800))!;
    expect(Object.values(short.values).filter((text) => text === short.values.k0000)).toHaveLength(800);
    expect(String(short.values.k0000).length).toBeGreaterThanOrEqual(64);
    expect(fitValues(many(64, 5000))).toBeUndefined();
    expect(fitValues(many(1000, 5000))).toBeUndefined();
    const least = Math.floor((mostValueBytes - size({ AttributesTruncated: true })) / (size(many(64, 1)) - 1));
    expect(fitValues(many(100, least))!.values.k0000).toBe("x".repeat(64));
    expect(fitValues(many(100, least + 1))).toBeUndefined();
  });

  test("are cut between characters, never in one", () => {
    const { values } = fitValues({ a: "\u{1f600}".repeat(20_000) })!;
    expect(values.a).toMatch(/^(\u{1f600})+$/u);
    const shifted = fitValues({ a: `a${"\u{1f600}".repeat(20_000)}` })!;
    expect(shifted.values.a).toMatch(/^a(\u{1f600})+$/u);
  });
});

test("the agents of a sender are those of its own entry", () => {
  const entry = { everyAgent: false, blueprints: [] };
  const senders = [
    { ...entry, name: "a", principalId: "p1", agents: ["x"] },
    { ...entry, name: "b", principalId: "p2", agents: ["y"], names: { ledger: "y" } },
  ];
  expect(agentsKnownOf("p1", senders)).toEqual({ ids: new Set(["x"]), named: new Map() });
  expect(agentsKnownOf("p2", senders)).toEqual({ ids: new Set(["y"]), named: new Map([["ledger", "y"]]) });
  expect(agentsKnownOf("p3", senders)).toEqual({});
});

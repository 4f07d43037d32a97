import { readOtlpTraces } from "../src";
import { nested, request, rowOf, span } from "./support";

/** JSON that JavaScript would write otherwise. */
class Raw {
  constructor(readonly text: string) {}
}
const raw = (text: string) => new Raw(text);

const read = (value: unknown) => {
  const text = JSON.stringify(
    request(span({ attributes: [{ key: "a", value: value instanceof Raw ? "RAW" : value }] })),
  );
  return readOtlpTraces(value instanceof Raw ? text.replace('"RAW"', value.text) : text, "spans.json")[0]!.Attributes.a;
};
const deepValue = (levels: number): unknown => (levels === 0 ? "x" : [deepValue(levels - 1)]);

test.each<[string, unknown, unknown]>([
  ["string", { stringValue: "x" }, "x"],
  ["empty string", { stringValue: "" }, ""],
  ["true", { boolValue: true }, true],
  ["false", { boolValue: false }, false],
  ["int as string", { intValue: "42" }, 42],
  ["int as number", { intValue: -7 }, -7],
  ["int beyond 2^53", { intValue: "9223372036854775807" }, "9223372036854775807"],
  ["int beyond 2^53 as a number", raw('{"intValue": 9007199254740993}'), "9007199254740993"],
  ["least int", { intValue: "-9223372036854775808" }, "-9223372036854775808"],
  ["int with a fraction of nothing", raw('{"intValue": 42.0}'), 42],
  ["int of minus zero", raw('{"intValue": -0}'), 0],
  ["int of minus zero in quotes", { intValue: "-0" }, 0],
  ["double", { doubleValue: 1.5 }, 1.5],
  ["double as string", { doubleValue: "2.25" }, 2.25],
  ["not a number", { doubleValue: "NaN" }, "NaN"],
  ["infinity", { doubleValue: "-Infinity" }, "-Infinity"],
  ["not a number, as Python writes it", raw('{"doubleValue": NaN}'), "NaN"],
  ["double beyond what there is", raw('{"doubleValue": 1e400}'), "Infinity"],
  ["double beyond what there is, in quotes", { doubleValue: "-1e400" }, "-Infinity"],
  ["double with many digits", raw('{"doubleValue": 123456789012345678901234567890}'), 1.2345678901234568e29],
  ["half of a surrogate pair", raw('{"stringValue": "a\\ud83d"}'), "a\ufffd"],
  ["a whole surrogate pair", raw('{"stringValue": "\\ud83d\\ude42"}'), "🙂"],
  ["bytes in the other alphabet, without padding", { bytesValue: "-_8" }, "+/8="],
  ["32 values in values", nested(32), deepValue(32)],
  ["bytes", { bytesValue: "AQID" }, "AQID"],
  ["nothing", {}, null],
  ["null", null, null],
  ["empty array", { arrayValue: {} }, []],
  ["array", { arrayValue: { values: [{ stringValue: "x" }, { intValue: "1" }, {}] } }, ["x", 1, null]],
  [
    "kvlist",
    {
      kvlistValue: {
        values: [
          { key: "rows", value: { intValue: "3" } },
          { key: "nested", value: { kvlistValue: { values: [{ key: "ok", value: { boolValue: true } }] } } },
        ],
      },
    },
    { rows: 3, nested: { ok: true } },
  ],
])("%s", (_, value, expected) => {
  expect(read(value)).toEqual(expected);
});

test("a key named __proto__ is only a name", () => {
  const { Attributes } = rowOf({ attributes: [{ key: "__proto__", value: { stringValue: "x" } }] });
  expect(Object.entries(Attributes)).toEqual([["__proto__", "x"]]);
});

test("of a key that is given twice the last value counts", () => {
  const attributes = [
    { key: "a", value: { intValue: 1 } },
    { key: "b", value: { intValue: 2 } },
    { key: "a", value: { intValue: 3 } },
  ];
  expect(rowOf({ attributes }).Attributes).toEqual({ a: 3, b: 2 });
  expect(read({ kvlistValue: { values: attributes } })).toEqual({ a: 3, b: 2 });
});

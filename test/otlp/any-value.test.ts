import { rowOf } from "./support";

const read = (value: unknown) => rowOf({ attributes: [{ key: "a", value }] }).Attributes.a;

test.each<[string, unknown, unknown]>([
  ["string", { stringValue: "x" }, "x"],
  ["empty string", { stringValue: "" }, ""],
  ["true", { boolValue: true }, true],
  ["false", { boolValue: false }, false],
  ["int as string", { intValue: "42" }, 42],
  ["int as number", { intValue: -7 }, -7],
  ["int beyond 2^53", { intValue: "9223372036854775807" }, "9223372036854775807"],
  ["double", { doubleValue: 1.5 }, 1.5],
  ["double as string", { doubleValue: "2.25" }, 2.25],
  ["not a number", { doubleValue: "NaN" }, "NaN"],
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

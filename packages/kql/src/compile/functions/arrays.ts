import { scalar } from "../../plan/scalar";
import { arrayOf, isArray, items } from "../../values/json";
import { toDynamic } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { rangeArray } from "./array-range";
import { arrayScript, json } from "./array-script";
import { dynamic, long, stringOf, text } from "./helpers";

/** A script over JSON texts whose result is dynamic. */
const script = (name: string) => (call: Call) =>
  scalar("dynamic", `${name}(${call.args.map((_, index) => json(call, index)).join(", ")})::JSON`);

function slice(values: string[], from: number, to: number): string[] {
  const start = from < 0 ? Math.max(values.length + from, 0) : from;
  const end = to < 0 ? values.length + to : to;
  return values.slice(start, end + 1);
}

function rotate(values: string[], by: number): string[] {
  const n = values.length;
  const offset = n === 0 ? 0 : ((by % n) + n) % n;
  return [...values.slice(offset), ...values.slice(0, offset)];
}

function shift(values: string[], by: number, fill: string): string[] {
  return values.map((_, index) => values[index + by] ?? fill);
}

/** The position of the n-th occurrence among `length` elements from `start`; -1 when there is none. */
function positionOf(values: string[], value: string, start: number, length: number, occurrence: number): number {
  const from = start < 0 ? Math.max(values.length + start, 0) : start;
  const end = length < 0 ? values.length : Math.min(from + length, values.length);
  let found = 0;
  for (let at = from; at < end; at++) {
    if (values[at] === value && ++found === occurrence) return at;
  }
  return -1;
}

function splitAt(values: string[], at: string): string[] {
  const points = (isArray(at) ? items(at) : [at]).map(Number).map((p) => (p < 0 ? Math.max(values.length + p, 0) : p));
  const borders = [0, ...points, values.length];
  return borders.slice(1).map((end, index) => arrayOf(values.slice(borders[index]!, end)));
}

export const arrays: FunctionFamily = {
  functions: {
    array_length: (call) => scalar("long", `kql_array_length(${dynamic(call, 0)})`),
    arraylength: (call) => scalar("long", `kql_array_length(${dynamic(call, 0)})`),
    array_concat: (call) =>
      scalar("dynamic", `kql_array_concat([${call.args.map((_, i) => json(call, i)).join(", ")}])::JSON`),
    array_slice: (call) =>
      scalar("dynamic", `kql_array_slice(${json(call, 0)}, ${long(call, 1)}, ${long(call, 2)})::JSON`),
    array_reverse: script("kql_array_reverse"),
    array_index_of: (call) => {
      const at = (index: number, otherwise: string): string =>
        index < call.args.length ? long(call, index) : otherwise;
      const where = `${at(2, "0::BIGINT")}, ${at(3, "-1::BIGINT")}, ${at(4, "1::BIGINT")}`;
      return scalar("long", `kql_array_index_of(${json(call, 0)}, ${json(call, 1)}, ${where})`);
    },
    array_sum: (call) => scalar("real", `kql_array_sum(${json(call, 0)})`),
    array_rotate_left: (call) => scalar("dynamic", `kql_array_rotate(${json(call, 0)}, ${long(call, 1)})::JSON`),
    array_rotate_right: (call) =>
      scalar("dynamic", `kql_array_rotate(${json(call, 0)}, ${negated(long(call, 1))})::JSON`),
    array_shift_left: (call) =>
      scalar("dynamic", `kql_array_shift(${json(call, 0)}, ${long(call, 1)}, ${fill(call)})::JSON`),
    array_shift_right: (call) =>
      scalar("dynamic", `kql_array_shift(${json(call, 0)}, ${negated(long(call, 1))}, ${fill(call)})::JSON`),
    array_split: script("kql_array_split"),
    array_iff: arrayIff,
    array_iif: arrayIff,
    strcat_array: (call) => stringOf(`kql_strcat_array(${dynamic(call, 0)}, ${text(call, 1)})`),
    array_strcat: (call) => stringOf(`kql_strcat_array(${dynamic(call, 0)}, ${text(call, 1)})`),
    zip: (call) => scalar("dynamic", `kql_zip([${call.args.map((_, i) => json(call, i)).join(", ")}])::JSON`),
    repeat: (call) =>
      call.arg(0).type === "dynamic"
        ? call.refuse("of a dynamic value")
        : scalar(
            "dynamic",
            `to_json(list_transform(range(least(greatest(${long(call, 1)}, 0), 1048576)), lambda i : ${toDynamic(call.arg(0)).sql}))`,
          ),
    range: rangeArray,
  },
  macros: [
    // Of a null that stands in the query, the type would be that of no list.
    "kql_items(d) AS json_extract(d, '$[*]')::JSON[]",
    "kql_array_length(d) AS CASE WHEN json_type(d) = 'ARRAY' THEN json_array_length(d)::BIGINT END",
    "kql_strcat_array(d, delimiter) AS CASE len(kql_items(d)) WHEN 0 THEN '' ELSE list_reduce(list_transform(kql_items(d), lambda x : coalesce(json_extract_string(x, '$'), '')), lambda a, b : a || delimiter || b) END",
    "kql_array_concat(texts) AS kql_array_concat_json(to_json(list_transform(texts, lambda t : t::JSON))::VARCHAR)",
    "kql_zip(texts) AS kql_zip_json(to_json(list_transform(texts, lambda t : t::JSON))::VARCHAR)",
  ],
  scripts: [
    arrayScript("kql_array_reverse", 1, (values) => values!.reverse()),
    {
      name: "kql_array_concat_json",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (texts: string) => {
        const arrays = items(texts).filter(isArray);
        return arrays.length === 0 ? null : arrayOf(arrays.flatMap(items));
      },
    },
    {
      name: "kql_zip_json",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (texts: string) => {
        const arrays = items(texts).map((text) => (isArray(text) ? items(text) : []));
        const length = Math.max(...arrays.map((array) => array.length));
        return arrayOf(Array.from({ length }, (_, i) => arrayOf(arrays.map((array) => array[i] ?? "null"))));
      },
    },
    {
      name: "kql_array_slice",
      parameters: ["VARCHAR", "BIGINT", "BIGINT"],
      returns: "VARCHAR",
      run: (a: string, from: bigint, to: bigint) =>
        isArray(a) ? arrayOf(slice(items(a), Number(from), Number(to))) : null,
    },
    {
      name: "kql_array_rotate",
      parameters: ["VARCHAR", "BIGINT"],
      returns: "VARCHAR",
      run: (a: string, by: bigint) => (isArray(a) ? arrayOf(rotate(items(a), Number(by))) : null),
    },
    {
      name: "kql_array_shift",
      parameters: ["VARCHAR", "BIGINT", "VARCHAR"],
      returns: "VARCHAR",
      run: (a: string, by: bigint, filler: string) =>
        isArray(a) ? arrayOf(shift(items(a), Number(by), filler)) : null,
    },
    {
      name: "kql_array_split",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (a: string, at: string) => (isArray(a) ? arrayOf(splitAt(items(a), at)) : null),
    },
    {
      name: "kql_array_index_of",
      parameters: ["VARCHAR", "VARCHAR", "BIGINT", "BIGINT", "BIGINT"],
      returns: "BIGINT",
      run: (a: string, value: string, start: bigint, length: bigint, occurrence: bigint) =>
        isArray(a) ? BigInt(positionOf(items(a), value, Number(start), Number(length), Number(occurrence))) : null,
    },
    {
      name: "kql_array_sum",
      parameters: ["VARCHAR"],
      returns: "DOUBLE",
      run: (a: string) => {
        if (!isArray(a)) return null;
        const numbers = items(a)
          .filter((value) => value !== "null")
          .map((value) => Number(value));
        return numbers.length === 0 || numbers.some(Number.isNaN)
          ? null
          : numbers.reduce((sum, value) => sum + value, 0);
      },
    },
    {
      name: "kql_array_iff",
      parameters: ["VARCHAR", "VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      nulls: true,
      run: iffScript,
    },
  ],
};

const fill = (call: Call): string => (call.args.length > 2 ? `coalesce(${json(call, 2)}, 'null')` : `'null'`);

function arrayIff(call: Call) {
  return scalar("dynamic", `kql_array_iff(${json(call, 0)}, ${json(call, 1)}, ${json(call, 2)})::JSON`);
}

function iffScript(tests: string | null, yes: string | null, no: string | null): string | null {
  if (!isArray(tests)) return null;
  const pick = (source: string | null, index: number): string =>
    isArray(source) ? (items(source)[index] ?? "null") : (source ?? "null");
  const truth = (test: string): boolean | null =>
    test === "null" || test.startsWith('"') ? null : test === "true" || (test !== "false" && Number(test) !== 0);
  return arrayOf(
    items(tests).map((test, index) => {
      const result = truth(test);
      return result === null ? "null" : pick(result ? yes : no, index);
    }),
  );
}

const negated = (sql: string): string => `kql_subtract_wide(0::BIGINT, ${sql})`;

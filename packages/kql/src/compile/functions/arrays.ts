import { type Scalar, scalar } from "../../plan/scalar";
import { arrayOf, isArray, items, rawText } from "../../values/json";
import { convert, toDynamic } from "../convert";
import type { FunctionFamily, ScriptFunction } from "../family";
import type { Call } from "../scope";
import { dynamic, long, stringOf, sureBool, text } from "./helpers";

const json = (call: Call, index: number): string => `${dynamic(call, index)}::VARCHAR`;

/** A script over JSON texts whose result is dynamic. */
const script = (name: string) => (call: Call) =>
  scalar("dynamic", `${name}(${call.args.map((_, index) => json(call, index)).join(", ")})::JSON`);

const arrayScript = (
  name: string,
  parameters: number,
  run: (...arrays: string[][]) => string[] | null,
): ScriptFunction => ({
  name,
  parameters: Array.from({ length: parameters }, () => "VARCHAR"),
  returns: "VARCHAR",
  run: (...texts: string[]) => {
    if (!texts.every(isArray)) return null;
    const result = run(...texts.map(items));
    return result && arrayOf(result);
  },
});

/** Folds a variadic set operation over its arguments. */
const folded = (name: string) => (call: Call) =>
  scalar(
    "dynamic",
    `${call.args.slice(1).reduce((sql, _, index) => `${name}(${sql}, ${json(call, index + 1)})`, json(call, 0))}::JSON`,
  );

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Numbers sort before texts; nulls come last. */
function ordered(a: string, b: string, descending: boolean, nullsFirst: boolean): number {
  if (a === b) return 0;
  if (a === "null") return nullsFirst ? -1 : 1;
  if (b === "null") return nullsFirst ? 1 : -1;
  const [x, y] = [a.startsWith('"') ? rawText(a) : Number(a), b.startsWith('"') ? rawText(b) : Number(b)];
  const sign = x < y ? -1 : x > y ? 1 : 0;
  return descending ? -sign : sign;
}

function sortArrays(descending: boolean) {
  return (first: string, others: string, nullsFirst: boolean): string | null => {
    if (!isArray(first)) return null;
    const keys = items(first);
    const order = keys
      .map((_, index) => index)
      .sort((a, b) => ordered(keys[a]!, keys[b]!, descending, nullsFirst) || a - b);
    const sorted = [keys, ...items(others).map((other) => (isArray(other) ? items(other) : []))].map((array) =>
      array.length === keys.length ? arrayOf(order.map((index) => array[index]!)) : "null",
    );
    return arrayOf(sorted);
  };
}

/** The arrays of a sort call, each in the order of the first. */
function sortedArrays(call: Call, direction: "asc" | "desc"): Scalar[] {
  const hasFlag = call.args.length > 1 && call.args.at(-1)!.type === "bool";
  const sorts = hasFlag ? call.args.slice(0, -1) : call.args;
  const nullsFirst = hasFlag ? `(NOT ${call.args.at(-1)!.sql})` : "false";
  const others = sorts.slice(1).map((arg) => `coalesce(${toDynamic(arg).sql}, 'null'::JSON)`);
  const sorted = `kql_array_sort_${direction}(${json(call, 0)}, to_json([${others.join(", ")}]::JSON[])::VARCHAR, ${nullsFirst})::JSON`;
  return sorts.map((_, index) => scalar("dynamic", `kql_not_null(json_extract(${sorted}, '$[${index}]'))`));
}

const arraySort = (direction: "asc" | "desc") => (call: Call) => sortedArrays(call, direction)[0]!;

const several = (direction: "asc" | "desc") => (call: Call) => {
  const sorted = sortedArrays(call, direction);
  return sorted.length > 1 ? sorted : undefined;
};

/** Sorting several arrays returns several. */
export const arraySorts = { array_sort_asc: several("asc"), array_sort_desc: several("desc") };

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
    array_sort_asc: arraySort("asc"),
    array_sort_desc: arraySort("desc"),
    array_iff: arrayIff,
    array_iif: arrayIff,
    strcat_array: (call) => stringOf(`kql_strcat_array(${dynamic(call, 0)}, ${text(call, 1)})`),
    array_strcat: (call) => stringOf(`kql_strcat_array(${dynamic(call, 0)}, ${text(call, 1)})`),
    set_union: folded("kql_set_union"),
    set_intersect: folded("kql_set_intersect"),
    set_difference: folded("kql_set_difference"),
    set_has_element: (call) => {
      const item = call.arg(1);
      return sureBool(`coalesce(list_contains(kql_items(${dynamic(call, 0)}), ${toDynamic(item).sql}), false)`);
    },
    set_equals: (call) => sureBool(`coalesce(kql_set_equals(${json(call, 0)}, ${json(call, 1)}), false)`),
    jaccard_index: (call) => scalar("real", `kql_jaccard(${json(call, 0)}, ${json(call, 1)})`),
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
    arrayScript("kql_set_union", 2, (a, b) => unique([...a!, ...b!])),
    arrayScript("kql_set_intersect", 2, (a, b) => unique(a!.filter((value) => b!.includes(value)))),
    arrayScript("kql_set_difference", 2, (a, b) => unique(a!.filter((value) => !b!.includes(value)))),
    {
      name: "kql_set_equals",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "BOOLEAN",
      run: (a: string, b: string) =>
        isArray(a) && isArray(b) && unique(items(a)).sort().join() === unique(items(b)).sort().join(),
    },
    { name: "kql_jaccard", parameters: ["VARCHAR", "VARCHAR"], returns: "DOUBLE", run: jaccard },
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
      name: "kql_array_sort_asc",
      parameters: ["VARCHAR", "VARCHAR", "BOOLEAN"],
      returns: "VARCHAR",
      run: sortArrays(false),
    },
    {
      name: "kql_array_sort_desc",
      parameters: ["VARCHAR", "VARCHAR", "BOOLEAN"],
      returns: "VARCHAR",
      run: sortArrays(true),
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

function jaccard(a: string, b: string): number | null {
  if (!isArray(a) || !isArray(b)) return null;
  const [left, right] = [new Set(items(a)), new Set(items(b))];
  const common = [...left].filter((value) => right.has(value)).length;
  const all = left.size + right.size - common;
  return all === 0 ? Number.NaN : common / all;
}

/** `range(from, to [, step])`: never more than 1,048,576 values, as Kusto. */
function rangeArray(call: Call) {
  const [from, to] = [call.arg(0), call.arg(1)];
  if (from.type === "datetime" || from.type === "timespan") {
    const step = call.args.length > 2 ? convert(call.arg(2), "timespan").sql : "36000000000";
    const values = `range(${from.sql}, kql_range_end(${from.sql}, ${to.sql}, ${step}), ${step})`;
    return scalar("dynamic", `to_json(list_transform(${values}, lambda t : kql_${from.type}_text(t)))`);
  }
  if ([from, to, ...(call.args[2] ? [call.args[2]] : [])].some((arg) => arg.type === "real")) {
    const [a, b, step] = [
      convert(from, "real").sql,
      convert(to, "real").sql,
      call.args[2] ? convert(call.args[2], "real").sql : "1e0",
    ];
    return scalar(
      "dynamic",
      `CASE WHEN isfinite((${b} - ${a}) / ${step}) THEN to_json(list_transform(range(least(floor((${b} - ${a}) / ${step} + 1e-9), 1048575e0)::BIGINT + 1), lambda i : ${a} + i * ${step})) END`,
    );
  }
  const [a, b, step] = [long(call, 0), long(call, 1), call.args[2] ? long(call, 2) : "1::BIGINT"];
  return scalar("dynamic", `to_json(range(${a}, kql_range_end(${a}, ${b}, ${step}), ${step}))`);
}

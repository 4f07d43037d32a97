import { type Scalar, scalar } from "../../plan/scalar";
import { arrayOf, isArray, items, rawText } from "../../values/json";
import { toDynamic } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { json } from "./array-script";

/** Numbers come before texts, and these before all else. */
const kindOf = (item: string): number => (item.startsWith('"') ? 1 : /^-?\d/.test(item) ? 0 : 2);

const compared = <T>(x: T, y: T): number => (x < y ? -1 : x > y ? 1 : 0);

/** In which order two elements come; nulls at one end, whichever way is sorted. */
function ordered(a: string, b: string, descending: boolean, nullsFirst: boolean): number {
  if (a === b) return 0;
  if (a === "null") return nullsFirst ? -1 : 1;
  if (b === "null") return nullsFirst ? 1 : -1;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return compared(kind, kindOf(b));
  const sign = kind === 0 ? compared(Number(a), Number(b)) : kind === 1 ? compared(rawText(a), rawText(b)) : 0;
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

/** Sorts of arrays, of several by the first of them. */
export const arraySorting: FunctionFamily = {
  functions: {
    array_sort_asc: arraySort("asc"),
    array_sort_desc: arraySort("desc"),
  },
  scripts: [
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
  ],
};

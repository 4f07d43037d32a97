import { scalar } from "../../plan/scalar";
import { isArray, items } from "../../values/json";
import { toDynamic } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { arrayScript, json } from "./array-script";
import { dynamic, sureBool } from "./helpers";

/** Folds a variadic set operation over its arguments. */
const folded = (name: string) => (call: Call) =>
  scalar(
    "dynamic",
    `${call.args.slice(1).reduce((sql, _, index) => `${name}(${sql}, ${json(call, index + 1)})`, json(call, 0))}::JSON`,
  );

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/** Arrays as sets. */
export const sets: FunctionFamily = {
  functions: {
    set_union: folded("kql_set_union"),
    set_intersect: folded("kql_set_intersect"),
    set_difference: folded("kql_set_difference"),
    set_has_element: (call) => {
      const item = call.arg(1);
      return sureBool(`coalesce(list_contains(kql_items(${dynamic(call, 0)}), ${toDynamic(item).sql}), false)`);
    },
    set_equals: (call) => sureBool(`coalesce(kql_set_equals(${json(call, 0)}, ${json(call, 1)}), false)`),
    jaccard_index: (call) => scalar("real", `kql_jaccard(${json(call, 0)}, ${json(call, 1)})`),
  },
  scripts: [
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
  ],
};

function jaccard(a: string, b: string): number | null {
  if (!isArray(a) || !isArray(b)) return null;
  const [left, right] = [new Set(items(a)), new Set(items(b))];
  const common = [...left].filter((value) => right.has(value)).length;
  const all = left.size + right.size - common;
  return all === 0 ? Number.NaN : common / all;
}

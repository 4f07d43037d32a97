import type { FunctionSchema, KqlSchema } from "../types";

/** Functions whose result has the columns that a text names. */
const byName = ["column_ifexists", "columnifexists", "table", "external_table", "materialized_view"];
/** Functions whose result has the properties that a text names; columns go into them all the time. */
const byKey = ["bag_pack", "pack", "pack_dictionary", "parse_json", "todynamic", "toobject"];

/**
 * Whether every saved function has the same columns for any arguments. Only then may the language service keep bound
 * bodies from one query to the next: its cache takes two calls for the same whatever their texts are, so that after
 * `F("A")`, which reads watchlist A, `F("B")` would have the columns of A.
 */
export function hasFixedColumns({ functions = [], lookups = [] }: KqlSchema): boolean {
  const deciding = [...byName, ...lookups.map((lookup) => lookup.functionName)];
  return functions.every((fn) => parameters(fn).length === 0 || !isDecided(fn, deciding));
}

/** Errs on the side of yes. */
function isDecided(fn: FunctionSchema, deciding: readonly string[]): boolean {
  const ofText = new RegExp(`\\b(${deciding.join("|")})\\s*\\((?!\\s*@?["'])`);
  const ofParameter = new RegExp(`\\b(${byKey.join("|")})\\s*\\(\\s*(${parameters(fn).join("|")})\\b`);
  return /\bevaluate\b/.test(fn.body) || ofText.test(fn.body) || ofParameter.test(fn.body);
}

const parameters = (fn: FunctionSchema): string[] =>
  [...(fn.parameters ?? "").matchAll(/[(,]\s*(\w+)\s*:/g)].map((match) => match[1]!);

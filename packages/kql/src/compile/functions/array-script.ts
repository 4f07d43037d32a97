import { arrayOf, isArray, items } from "../../values/json";
import type { ScriptFunction } from "../family";
import type { Call } from "../scope";
import { dynamic } from "./helpers";

/** An argument as JSON text, as scripts take it. */
export const json = (call: Call, index: number): string => `${dynamic(call, index)}::VARCHAR`;

/** A script over arrays; null where one of its arguments is none. */
export const arrayScript = (
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

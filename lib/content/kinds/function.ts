import type { FromSchema } from "json-schema-to-ts";
import type { functionSchema } from "../schemas";
import type { Item } from "./item";

/** A KQL function saved in the workspace under `name`. */
export type FunctionSpec = FromSchema<typeof functionSchema>;
export type FunctionItem = Item<FunctionSpec>;

/** The parameter list as Kusto writes it between parentheses: `starttime:datetime=datetime(null), pack:bool=false`. */
export function parameterList(spec: FunctionSpec): string {
  return (spec.parameters ?? [])
    .map((p) => `${p.name}:${p.type}${p.default === undefined ? "" : `=${p.default}`}`)
    .join(", ");
}

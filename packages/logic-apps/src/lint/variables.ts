import type { ActionSite } from "../definition/walk";
import type { Path } from "../source";
import { isArray, isObject } from "../values/value";
import { isType, type LintModel } from "./model";
import { inputsOf } from "./requests";

/** A variable that an action initializes. */
export interface Initialization {
  readonly site: ActionSite;
  readonly name: string;
  readonly path: Path;
}

/** Every initialization, in the order they are written. */
export function* initializations(model: LintModel): Generator<Initialization> {
  for (const site of model.actions.filter((one) => isType(one, "InitializeVariable"))) {
    const { variables } = inputsOf(site);
    if (!isArray(variables)) continue;
    for (const [i, one] of variables.entries())
      if (isObject(one)) yield { site, name: String(one.name), path: [...site.path, "inputs", "variables", i, "name"] };
  }
}

/** Names of all variables that the workflow initializes. */
export const initializedVariables = (model: LintModel): string[] => [...initializations(model)].map(({ name }) => name);

/** The variable that an action changes. */
export function writtenVariable(site: ActionSite): string | undefined {
  const writes = isType(
    site,
    "SetVariable",
    "IncrementVariable",
    "DecrementVariable",
    "AppendToArrayVariable",
    "AppendToStringVariable",
  );
  const { name } = inputsOf(site);
  return writes && typeof name === "string" && !name.includes("@") ? name : undefined;
}

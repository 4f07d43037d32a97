import type { ActionSite } from "../definition/walk";
import { isArray, isObject } from "../values/value";
import { isType, type LintModel } from "./model";
import { inputsOf } from "./requests";

/** Names of all variables that the workflow initializes. */
export function initializedVariables(model: LintModel): string[] {
  return model.actions
    .filter((site) => isType(site, "InitializeVariable"))
    .flatMap((site) => {
      const { variables } = inputsOf(site);
      return isArray(variables) ? variables.flatMap((one) => (isObject(one) ? [String(one.name)] : [])) : [];
    });
}

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

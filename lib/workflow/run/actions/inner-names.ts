import type { ActionDefinition } from "../../definition/model";
import { branchesOf } from "../../definition/walk";

/** Names of all actions within an action. */
export function innerNames(action: ActionDefinition): string[] {
  return branchesOf(action).flatMap(({ actions }) =>
    Object.entries(actions).flatMap(([name, inner]) => [name, ...innerNames(inner)]),
  );
}

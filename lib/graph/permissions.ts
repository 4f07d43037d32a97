import { graphFacts } from "./facts";
import { meant } from "./meant";

const reference = "https://learn.microsoft.com/graph/permissions-reference";
let known: ReadonlySet<string> | undefined;

/** Whether Graph has an application permission of that name. */
export function isApplicationPermission(name: string): boolean {
  known ??= new Set(graphFacts.permissions.application);
  return known.has(name);
}

/** What is wrong with the name of an application permission, and what to write; undefined when Graph has it. */
export function permissionNameProblem(
  name: string,
): { readonly message: string; readonly suggestion: string } | undefined {
  if (isApplicationPermission(name)) return undefined;
  if (graphFacts.permissions.delegated.includes(name))
    return {
      message: `${name} is a delegated permission of Microsoft Graph, and no identity of an application can hold it`,
      suggestion: meant(name, graphFacts.permissions.application, reference),
    };
  return {
    message: `Microsoft Graph has no application permission ${name}, so that the deployment would fail`,
    suggestion: meant(name, graphFacts.permissions.application, reference),
  };
}

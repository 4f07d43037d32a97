import type { Breach } from "../breach";
import { limits } from "../table";
import { actionSites, at, type Definition, entriesOf, triggerSites } from "./sites";

type Countable = "actions" | "triggers" | "variables" | "parameters" | "outputs";

/** More of something than a workflow takes. */
export function countBreaches(definition: Definition): Breach[] {
  const sites = actionSites(definition);
  return [
    ...tooMany("actions", ["actions"], sites.length, "move some into a workflow that this one calls"),
    ...tooMany("triggers", ["triggers"], triggerSites(definition).length, "make several workflows"),
    ...tooMany("variables", ["actions"], variables(definition), "keep values in one object"),
    ...tooMany("parameters", ["parameters"], entriesOf(definition.parameters).length, "keep values in one object"),
    ...tooMany("outputs", ["outputs"], entriesOf(definition.outputs).length, "put them into one object"),
    ...sites.flatMap(({ name, action, path }): Breach[] => {
      const limit = "workflow/switch-cases";
      const count = entriesOf(action.cases).length;
      if (count <= limits[limit].value) return [];
      const message = `"${name}" has ${count} cases; a switch takes ${limits[limit].value}`;
      return [{ limit, path: [...path, "cases"], message, suggestion: "split it into two switches" }];
    }),
  ];
}

function tooMany(what: Countable, path: Breach["path"], count: number, suggestion: string): Breach[] {
  const limit = `workflow/${what}` as const;
  const most = limits[limit].value;
  if (count <= most) return [];
  return [{ limit, path, message: `the workflow has ${count} ${what}; Logic Apps takes ${most}`, suggestion }];
}

function variables(definition: Definition): number {
  return actionSites(definition)
    .filter(({ action }) => String(action.type).toLowerCase() === "initializevariable")
    .reduce((sum, { action }) => {
      const declared = at(action, "inputs", "variables");
      return sum + (Array.isArray(declared) ? declared.length : 0);
    }, 0);
}

import type { Breach } from "../breach";
import { limits } from "../table";
import { actionSites, type Definition, entriesOf, triggerSites } from "./sites";

/** Names and descriptions that are too long, and actions that are nested too deep. */
export function nameBreaches(definition: Definition): Breach[] {
  const sites = [...triggerSites(definition), ...actionSites(definition)];
  return [
    ...sites.flatMap(({ name, path }) => longName(name, path)),
    ...entriesOf(definition.parameters).flatMap(([name]) => longName(name, ["parameters", name])),
    ...sites.flatMap(({ name, action, path }) => longDescription(name, action.description, path)),
    ...actionSites(definition).flatMap(({ name, path, depth }) => tooDeep(name, path, depth)),
  ];
}

function longName(name: string, path: Breach["path"]): Breach[] {
  const limit = "workflow/name-length";
  const most = limits[limit].value;
  if (name.length <= most) return [];
  const message = `the name "${name}" has ${name.length} characters; Logic Apps takes ${most}`;
  return [{ limit, path, message, suggestion: "shorten it" }];
}

function longDescription(name: string, description: unknown, path: Breach["path"]): Breach[] {
  const limit = "workflow/description-length";
  const most = limits[limit].value;
  if (typeof description !== "string" || description.length <= most) return [];
  const message = `the description of "${name}" has ${description.length} characters; Logic Apps takes ${most}`;
  return [{ limit, path: [...path, "description"], message, suggestion: "shorten it" }];
}

/** An action of the workflow itself is nested in nothing. Told once for each action that is the first too deep. */
function tooDeep(name: string, path: Breach["path"], depth: number): Breach[] {
  const limit = "workflow/nesting";
  const most = limits[limit].value;
  if (depth !== most + 2) return [];
  const message = `"${name}" is nested in ${depth - 1} levels; Logic Apps takes ${most}`;
  return [{ limit, path, message, suggestion: "move the inner actions into a workflow that this one calls" }];
}

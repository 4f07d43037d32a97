import type { Path } from "../source";
import type { ActionDefinition, ActionMap, Definition } from "./model";

/** An action in its place. */
export interface ActionSite {
  readonly name: string;
  readonly action: ActionDefinition;
  readonly path: Path;
  /** the actions it stands among */
  readonly siblings: ActionMap;
  /** the actions it stands within, outermost first */
  readonly ancestors: readonly ActionSite[];
}

/** A list of actions inside an action: its own, else, a case, default. */
export interface Branch {
  readonly path: Path;
  readonly actions: ActionMap;
}

/** Lists of actions that an action holds, in the order they are written. */
export function branchesOf(action: ActionDefinition, path: Path = []): Branch[] {
  const branch = (actions: ActionMap | undefined, ...steps: string[]): Branch[] =>
    actions ? [{ path: [...path, ...steps, "actions"], actions }] : [];
  return [
    ...branch(action.actions),
    ...branch(action.else?.actions, "else"),
    ...Object.entries(action.cases ?? {}).flatMap(([name, one]) => branch(one.actions, "cases", name)),
    ...branch(action.default?.actions, "default"),
  ];
}

/** Names of the actions within an action. */
export function namesWithin(action: ActionDefinition): string[] {
  return branchesOf(action).flatMap(({ actions }) =>
    Object.entries(actions).flatMap(([name, inner]) => [name, ...namesWithin(inner)]),
  );
}

/** Every action of a definition, parents first. */
export function actionSites(definition: Definition): ActionSite[] {
  return sitesIn(definition.actions, ["actions"], []);
}

function sitesIn(siblings: ActionMap, path: Path, ancestors: readonly ActionSite[]): ActionSite[] {
  return Object.entries(siblings).flatMap(([name, action]) => {
    const site = { name, action, path: [...path, name], siblings, ancestors };
    const inside = branchesOf(action, site.path).flatMap((b) => sitesIn(b.actions, b.path, [...ancestors, site]));
    return [site, ...inside];
  });
}

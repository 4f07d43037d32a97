/** A workflow definition as plain data; what is not an object where one belongs is passed over. */
export type Definition = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];

/** An action or a trigger in its place. */
export interface Site {
  readonly name: string;
  readonly action: Definition;
  readonly path: Path;
  /** 1 for an action of the workflow itself */
  readonly depth: number;
}

const objectOf = (value: unknown): Definition =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Definition) : {};

/** Every action, the ones inside others too. */
export const actionSites = (definition: Definition): Site[] => sitesIn(definition.actions, ["actions"], 1);

/** Every trigger. */
export const triggerSites = (definition: Definition): Site[] =>
  Object.entries(objectOf(definition.triggers)).map(([name, action]) => ({
    name,
    action: objectOf(action),
    path: ["triggers", name],
    depth: 1,
  }));

function sitesIn(actions: unknown, path: Path, depth: number): Site[] {
  return Object.entries(objectOf(actions)).flatMap(([name, value]) => {
    const action = objectOf(value);
    const at = [...path, name];
    const inside = (branch: unknown, ...steps: string[]) =>
      sitesIn(objectOf(branch).actions, [...at, ...steps, "actions"], depth + 1);
    return [
      { name, action, path: at, depth },
      ...inside(action),
      ...inside(action.else, "else"),
      ...Object.entries(objectOf(action.cases)).flatMap(([one, branch]) => inside(branch, "cases", one)),
      ...inside(action.default, "default"),
    ];
  });
}

/** A property below an object, whatever is or is not in between. */
export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => objectOf(inner)[key], value);
}

export const entriesOf = (value: unknown): [string, unknown][] => Object.entries(objectOf(value));

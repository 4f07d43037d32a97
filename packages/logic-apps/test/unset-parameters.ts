import type { Value, Workflow } from "../src";

const standIns: Readonly<Record<string, Value>> = {
  int: 1,
  float: 0.5,
  bool: false,
  array: [],
  object: {},
  secureobject: {},
};

/** Values of their types for the parameters that a deployment would give one. Secret objects too: some hold texts in their place. */
export function unsetParameters({ definition }: Workflow): Record<string, Value> {
  const unset = Object.entries(definition.parameters ?? {}).filter(
    ([, { type, defaultValue }]) => defaultValue === undefined || type.toLowerCase() === "secureobject",
  );
  return Object.fromEntries(unset.map(([name, { type }]) => [name, standIns[type.toLowerCase()] ?? "text"]));
}

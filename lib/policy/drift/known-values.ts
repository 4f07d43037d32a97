import type { StateResource } from "./state";

/** Stands for what only an apply would tell. */
export const unknown: unique symbol = Symbol("unknown");

/** `${type.name.attribute}`, with the text before it, which may say that it is none. */
const reference = /(\$*)\$\{([^}]*)\}/g;
const ofResource = /^([a-z][a-z0-9_]*)\.([\w-]+)\.([\w.]+)$/;

/**
 * A value of the source as it comes out of an apply: references are what the state says of the other resource, and what is a function or
 * not in the state is unknown.
 */
export function knownValue(value: unknown, state: ReadonlyMap<string, StateResource>): unknown {
  if (typeof value === "string") return knownText(value, state);
  if (Array.isArray(value)) return value.map((item) => knownValue(item, state));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [knownText(key, state), knownValue(item, state)]),
  );
}

function knownText(text: string, state: ReadonlyMap<string, StateResource>): unknown {
  let isKnown = true;
  let whole: unknown;
  const filled = text.replace(reference, (found, dollars: string, inside: string) => {
    if (dollars.length % 2 === 1) return found;
    const [, type, name, path] = ofResource.exec(inside) ?? [];
    const value = path?.split(".").reduce<unknown>(within, state.get(`${type}.${name}`)?.values);
    if (value === undefined || value === null) isKnown = false;
    if (found === text) whole = value;
    return String(value);
  });
  if (!isKnown) return unknown;
  return whole ?? filled.replace(/([$%])\1\{/g, "$1{");
}

const within = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

import type { PolicyResource } from "./document";

interface Sources {
  readonly resources: readonly PolicyResource[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly locals: Readonly<Record<string, unknown>>;
}

const whole = /^\$\{([\w.-]+)\}$/;
const deepest = 10;

/** Replaces references to what the same document says in words: attributes of its resources, defaults of variables, locals. */
export function resolved({ resources, variables, locals }: Sources): PolicyResource[] {
  const byAddress = new Map(resources.map((one) => [one.address, one]));
  const target = (reference: string): unknown => {
    const parts = reference.split(".");
    if (parts[0] === "var") return (variables[parts[1] ?? ""] as { default?: unknown } | undefined)?.default;
    if (parts[0] === "local") return at(locals, parts.slice(1));
    const depth = parts[0] === "data" ? 3 : 2;
    const found = byAddress.get(parts.slice(0, depth).join("."));
    return found && at(found.attributes, parts.slice(depth));
  };
  const resolve = (value: unknown, depth: number): unknown => {
    if (typeof value === "string") {
      const reference = whole.exec(value)?.[1];
      const found = reference && depth < deepest ? target(reference) : undefined;
      const end = found === undefined ? undefined : resolve(found, depth + 1);
      // What ends at another reference says less than the first, which names what is meant.
      return end === undefined || (typeof end === "string" && end.includes("${")) ? value : end;
    }
    if (Array.isArray(value)) return value.map((item) => resolve(item, depth));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, depth)]));
  };
  return resources.map((one) => ({ ...one, attributes: resolve(one.attributes, 0) as PolicyResource["attributes"] }));
}

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const step of path)
    found = typeof found === "object" && found !== null ? (found as Record<string, unknown>)[step] : undefined;
  return found;
}

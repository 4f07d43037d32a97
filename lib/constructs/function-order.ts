import type { FunctionSpec } from "../content";

/** A function, and the others that its text names. */
export interface OrderedFunction {
  readonly spec: FunctionSpec;
  /** Names of functions that come before it. */
  readonly calls: readonly string[];
}

/**
 * Functions behind those that they call. A name in a comment counts as a call, unless it would close a circle: functions
 * cannot call each other in one.
 */
export function inCallOrder(functions: readonly FunctionSpec[]): OrderedFunction[] {
  const byName = new Map(functions.map((spec) => [spec.name, spec]));
  const done = new Map<string, OrderedFunction>();
  const open = new Set<string>();
  const visit = (spec: FunctionSpec): void => {
    if (done.has(spec.name) || open.has(spec.name)) return;
    open.add(spec.name);
    const words = new Set(spec.query.match(/\w+/g));
    const named = functions.filter(({ name }) => name !== spec.name && words.has(name));
    for (const { name } of named) visit(byName.get(name)!);
    done.set(spec.name, { spec, calls: named.map(({ name }) => name).filter((name) => done.has(name)) });
  };
  for (const spec of functions) visit(spec);
  return [...done.values()];
}

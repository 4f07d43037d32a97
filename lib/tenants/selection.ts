import { ContentError, suggestFrom } from "../content";
import type { Ring } from "./layers/layers-of";

/** Which tenants of a folder are meant: those named, and those of the rings named; all when nothing is. */
export interface Selection {
  readonly tenants?: readonly string[];
  readonly rings?: readonly string[];
}

interface Named {
  readonly name: string;
  readonly ring?: string;
}

/**
 * The names that a selection means; undefined for all.
 * @throws ContentError for a tenant or a ring that there is not, and for a ring without tenants
 */
export function selected(
  all: readonly Named[],
  { tenants = [], rings = [] }: Selection,
  order: readonly Ring[],
): ReadonlySet<string> | undefined {
  if (tenants.length + rings.length === 0) return undefined;
  const names = all.map(({ name }) => name);
  for (const name of tenants) if (!names.includes(name)) throw unknown("tenant", name, names);
  const known = [...new Set([...order.map(({ name }) => name), ...all.flatMap(({ ring }) => ring ?? [])])];
  for (const ring of rings) {
    if (!known.includes(ring)) throw unknown("ring", ring, known);
    if (!all.some((one) => one.ring === ring))
      throw refusal(`no tenant is in the ring "${ring}"`, `write ring: ${ring} in the files of its tenants`);
  }
  return new Set([
    ...tenants,
    ...all.filter(({ ring }) => ring !== undefined && rings.includes(ring)).map(({ name }) => name),
  ]);
}

const unknown = (kind: "tenant" | "ring", name: string, known: readonly string[]): ContentError =>
  refusal(`there is no ${kind} "${name}"`, known.length > 0 ? suggestFrom(name, known) : `no ${kind} is described`);

const refusal = (message: string, suggestion: string): ContentError =>
  new ContentError([
    { code: "tenant/selection", severity: "error", message, suggestion, file: "tenants", line: 1, column: 1 },
  ]);

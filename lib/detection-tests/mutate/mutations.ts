import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { Mutation } from "./mutant";
import { mutators } from "./mutators";

/** Every mutation of a query, in the order of its text. */
export function mutationsOf(query: string): Mutation[] {
  const found: Mutation[] = [];
  syntaxOf(query).walk((node) => found.push(...mutators.flatMap((mutator) => mutator(node))));
  return found.sort((a, b) => a.start - b.start || a.description.localeCompare(b.description, "en"));
}

/** The query with a mutation. */
export const mutated = (query: string, { start, end, replacement }: Mutation): string =>
  query.slice(0, start) + replacement + query.slice(end);

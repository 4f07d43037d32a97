import type { Kind } from "../dialects";
import { spanNames } from "./tables";

/** What the name of a span says. */
export interface NameSaid {
  readonly kind: Kind;
  /** the column that the rest of the name holds */
  readonly rest: number | undefined;
  readonly text: string;
  /** whether its word is plain English, which means something on spans of agents only */
  readonly isPlain: boolean;
}

/** Names of spans repeat; what is new on each is not kept. */
const mostNames = 2000;
const namesSaid = new Map<string, NameSaid | undefined>();

/** What the name of a span says: all of it, or its first word and the rest. */
export function nameOf(name: string, isGenAi: boolean): NameSaid | undefined {
  let said = namesSaid.get(name);
  if (said === undefined && !namesSaid.has(name)) {
    said = readName(name);
    if (namesSaid.size < mostNames && name.length < 100) namesSaid.set(name, said);
  }
  return said?.isPlain && !isGenAi ? undefined : said;
}

function readName(name: string): NameSaid | undefined {
  const blank = name.indexOf(" ");
  const whole = spanNames.get(name.toLowerCase());
  const first = whole ?? (blank > 0 ? spanNames.get(name.slice(0, blank).toLowerCase()) : undefined);
  if (!first) return undefined;
  const rest = name
    .slice(blank + 1)
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\([^)]*\)$/, "")
    .trim();
  return { ...first, text: whole ? "" : rest, isPlain: !/[_./ ]/.test(whole ? name : name.slice(0, blank)) };
}

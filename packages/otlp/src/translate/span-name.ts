import type { Kind } from "../dialects";
import { type ScopedNames, scopedNames, spanBeginnings, spanNames } from "./tables";

/** What the name of a span says. */
export interface NameSaid {
  readonly kind: Kind;
  /** the column that `text` holds on spans of a kind */
  readonly holds: (kind: Kind | undefined) => number | undefined;
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
  if (!first) return begun(name);
  const { kind, rest } = first;
  const text = name
    .slice(blank + 1)
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\([^)]*\)$/, "")
    .trim();
  return {
    kind,
    holds: (settled) => (settled === kind ? rest : undefined),
    text: whole ? "" : text,
    isPlain: !/[_./ ]/.test(whole ? name : name.slice(0, blank)),
  };
}

/** What is said by how a name begins: `langchain4j.tools.lookup`. */
function begun(name: string): NameSaid | undefined {
  const lower = name.toLowerCase();
  const found = spanBeginnings.find(([beginning]) => lower.startsWith(beginning));
  if (!found) return undefined;
  const [beginning, { kind, rest }] = found;
  return {
    kind,
    holds: (settled) => (settled === kind ? rest : undefined),
    text: name.slice(beginning.length).split(".")[0]!,
    isPlain: false,
  };
}

const scopes = new Map<string, ScopedNames | undefined>();
const mostScopes = 200;

/** What the name of a span says in scopes whose names end in a word of the framework's: `Researcher.kickoff`. */
export function nameInScope(name: string, scope: string): NameSaid | undefined {
  let names = scopes.get(scope);
  if (names === undefined && !scopes.has(scope)) {
    const lower = scope.toLowerCase();
    names = scopedNames.find(({ scopes: all }) => all.some((start) => lower.startsWith(start)));
    if (scopes.size < mostScopes) scopes.set(scope, names);
  }
  if (!names) return undefined;
  const lower = name.toLowerCase();
  const ending = names.endings.find(([end]) => lower.endsWith(end));
  if (!ending) return undefined;
  const { before } = names;
  const dot = name.indexOf(".");
  return {
    kind: ending[1],
    holds: (settled) => (settled === undefined ? undefined : before.get(settled)),
    text: dot > 0 ? name.slice(0, dot).trim() : "",
    isPlain: false,
  };
}

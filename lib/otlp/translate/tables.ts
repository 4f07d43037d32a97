import { type Column, type Dialect, dialects, type Kind, readAs } from "../dialects";
import { plainWord } from "./words";

/** What an attribute holds: a column, and how much it counts against others for the same (the least counts most). */
export interface Holding {
  readonly column: number;
  readonly rank: number;
  /** the kind of span that it holds the column on; undefined for every kind */
  readonly on: Kind | undefined;
}

/** What is read of an attribute. */
export interface Meaning {
  readonly holdings: readonly Holding[];
  /** word → what the span did */
  readonly kinds: ReadonlyMap<string, Kind> | undefined;
  /** values that say that the operation failed */
  readonly failures: ReadonlySet<string> | undefined;
  /** of several attributes that say the kind, the least counts */
  readonly kindRank: number;
}

/** The columns, by number. */
export const columns = Object.keys(readAs) as readonly Column[];
/** The attribute that the stream's transform reads each column from, by the column's number. */
export const canonical: readonly string[] = columns.map((column) => readAs[column]);

const numberOf = new Map(columns.map((column, number) => [column, number]));

/** The number of a column. */
export const slot = (column: Column): number => numberOf.get(column)!;

/** Attribute → what is read of it, of all dialects. */
export const meanings: ReadonlyMap<string, Meaning> = merged(dialects);

/** A span's name, or its first word, in lower case → what the span did, and the column that the rest of the name holds. */
export const spanNames: ReadonlyMap<string, { readonly kind: Kind; readonly rest: number | undefined }> =
  names(dialects);

interface Draft {
  holdings: Holding[];
  kinds: Map<string, Kind> | undefined;
  failures: Set<string> | undefined;
  kindRank: number;
}

function merged(all: readonly Dialect[]): Map<string, Meaning> {
  const drafts = new Map<string, Draft>();
  const draft = (attribute: string): Draft => {
    const known = drafts.get(attribute) ?? {
      holdings: [],
      kinds: undefined,
      failures: undefined,
      kindRank: drafts.size,
    };
    drafts.set(attribute, known);
    return known;
  };
  let rank = columns.length;
  const hold = (attribute: string, column: Column, on?: Kind) => {
    const number = slot(column);
    const own = draft(attribute).holdings;
    if (own.some((holding) => holding.column === number && holding.on === on)) return;
    own.push({ column: number, rank: readAs[column] === attribute ? 0 : rank++, on });
  };
  for (const column of columns) hold(readAs[column], column);
  for (const dialect of all) {
    for (const [attribute, column] of Object.entries(dialect.columns ?? {})) hold(attribute, column);
    for (const [kind, held] of Object.entries(dialect.onKind ?? {}))
      for (const [attribute, column] of Object.entries(held)) hold(attribute, column, kind as Kind);
    for (const [attribute, words] of Object.entries(dialect.kinds ?? {})) {
      const own = draft(attribute);
      own.kinds ??= new Map();
      for (const [word, kind] of Object.entries(words))
        if (!own.kinds.has(plainWord(word))) own.kinds.set(plainWord(word), kind);
    }
    for (const [attribute, values] of Object.entries(dialect.failures ?? {})) {
      const own = draft(attribute);
      own.failures ??= new Set();
      for (const value of values) own.failures.add(plainWord(value));
    }
  }
  return drafts;
}

function names(all: readonly Dialect[]) {
  const found = new Map<string, { kind: Kind; rest: number | undefined }>();
  for (const { names = {}, nameHolds = {} } of all)
    for (const [name, kind] of Object.entries(names)) {
      const rest = nameHolds[kind];
      const key = name.toLowerCase();
      const known = found.get(key);
      if (!known) found.set(key, { kind, rest: rest === undefined ? undefined : slot(rest) });
      else if (known.rest === undefined && rest !== undefined && known.kind === kind) known.rest = slot(rest);
    }
  return found;
}

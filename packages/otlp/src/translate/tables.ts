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
  /** how words end that `kinds` does not have → what the span did */
  readonly kindEndings: readonly (readonly [string, Kind])[];
  /** how words begin that neither has → what the span did */
  readonly kindBeginnings: readonly (readonly [string, Kind])[];
  /** the member that has the word, of the JSON that it holds */
  readonly kindMember: string | undefined;
  /** of several attributes that say the kind, the least counts */
  readonly kindRank: number;
  /** kind that this attribute says → the column that the span's whole name then holds */
  readonly wholeName: ReadonlyMap<Kind, number> | undefined;
  /** members of the JSON that it holds */
  readonly members: readonly (readonly [string, Holding])[];
  /** word → what was decided */
  readonly verdicts: ReadonlyMap<string, string> | undefined;
}

/** Attributes of this rank say the kind before the operation's name does. */
const first = -1;

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

/** How names of spans begin, in lower case, and what they then say. */
export const spanBeginnings: readonly (readonly [
  string,
  { readonly kind: Kind; readonly rest: number | undefined },
])[] = dialects.flatMap(({ namesBegin = {}, nameHolds = {} }) =>
  Object.entries(namesBegin).map(([beginning, kind]) => {
    const rest = nameHolds[kind];
    return [beginning.toLowerCase(), { kind, rest: rest === undefined ? undefined : slot(rest) }] as const;
  }),
);

/** How names of spans end in some scopes; the longest ending first. */
export interface ScopedNames {
  readonly scopes: readonly string[];
  readonly endings: readonly (readonly [string, Kind])[];
  readonly before: ReadonlyMap<Kind, number>;
}

export const scopedNames: readonly ScopedNames[] = dialects.flatMap(({ scoped }) =>
  scoped
    ? {
        scopes: scoped.scopes,
        endings: Object.entries(scoped.endings).sort(([one], [other]) => other.length - one.length),
        before: new Map(Object.entries(scoped.before ?? {}).map(([kind, column]) => [kind as Kind, slot(column)])),
      }
    : [],
);

type Draft = {
  -readonly [Part in keyof Meaning]: Meaning[Part];
} & {
  holdings: Holding[];
  kinds: Map<string, Kind> | undefined;
  failures: Set<string> | undefined;
  kindEndings: [string, Kind][];
  kindBeginnings: [string, Kind][];
  members: [string, Holding][];
};

function merged(all: readonly Dialect[]): Map<string, Meaning> {
  const drafts = new Map<string, Draft>();
  const draft = (attribute: string): Draft => {
    const known = drafts.get(attribute) ?? {
      holdings: [],
      kinds: undefined,
      failures: undefined,
      kindEndings: [],
      kindBeginnings: [],
      kindMember: undefined,
      kindRank: drafts.size,
      wholeName: undefined,
      members: [],
      verdicts: undefined,
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
    for (const [attribute, endings] of Object.entries(dialect.kindEndings ?? {}))
      for (const [ending, kind] of Object.entries(endings))
        draft(attribute).kindEndings.push([plainWord(ending), kind]);
    for (const [attribute, beginnings] of Object.entries(dialect.kindBeginnings ?? {}))
      for (const [beginning, kind] of Object.entries(beginnings))
        draft(attribute).kindBeginnings.push([plainWord(beginning), kind]);
    for (const [attribute, member] of Object.entries(dialect.kindMembers ?? {})) draft(attribute).kindMember = member;
    for (const attribute of Object.keys({ ...dialect.kinds, ...dialect.kindEndings })) {
      if (attribute === readAs.EventOriginalType) continue;
      if (dialect.outranks) draft(attribute).kindRank = first;
      if (dialect.wholeName)
        draft(attribute).wholeName = new Map(
          Object.entries(dialect.wholeName).map(([kind, column]) => [kind as Kind, slot(column)]),
        );
    }
    for (const [attribute, members] of Object.entries(dialect.members ?? {}))
      for (const [member, column] of Object.entries(members))
        draft(attribute).members.push([member, { column: slot(column), rank: rank++, on: undefined }]);
    for (const [attribute, words] of Object.entries(dialect.verdicts ?? {}))
      draft(attribute).verdicts = new Map(Object.entries(words).map(([word, verdict]) => [plainWord(word), verdict]));
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

import { createHash } from "node:crypto";
import type { FunctionSchema, KqlSchema, LookupSchema, TableSchema } from "../types";
import { mayReadAnything, variantsAreOpen } from "./open-ended";

/**
 * The part of a schema that a query can depend on: what its text mentions, and what the bodies of functions it mentions
 * mention in turn; everything where a query reads tables that it does not name. Errs on the side of more, and needs no
 * language service: whatever is not in it can change without changing what the query means.
 */
export function dependenciesOf(text: string, schema: KqlSchema): KqlSchema {
  const { tables, functions = [], lookups = [] } = schema;
  const reached = reach(text, indexOf(schema));
  if (reached === "everything") return schema;
  const { mentioned } = reached;
  return {
    tables: tables.filter((table) => mentioned.has(table)),
    functions: functions.filter((fn) => mentioned.has(fn)),
    lookups: lookups
      .filter((lookup) => mentioned.has(lookup))
      .map((lookup) => ({ ...lookup, variants: mentionedVariants(lookup, reached) })),
  };
}

/** A hash of `dependenciesOf`, for keys of what a query does. */
export const dependencyKey = (text: string, schema: KqlSchema): string =>
  reachedKey(text, schema, keyOf) ?? schemaKey(schema);

/**
 * The same for keys of what a query binds to: of a function that only lists values, its columns count and not its rows.
 * Lists grow with everything that somebody adds.
 */
export const bindingKey = (text: string, schema: KqlSchema): string =>
  reachedKey(text, schema, boundKeyOf) ?? boundSchemaKey(schema);

/** Nothing where a query may read what it does not name. */
function reachedKey(
  text: string,
  schema: KqlSchema,
  key: (item: TableSchema | FunctionSchema) => string,
): string | undefined {
  const reached = reach(text, indexOf(schema));
  if (reached === "everything") return undefined;
  return hashOf(
    [...reached.mentioned].map((item) =>
      "variants" in item
        ? JSON.stringify([item.functionName, item.common, mentionedVariants(item, reached)])
        : key(item),
    ),
  );
}

/** A hash of a whole schema. */
export function schemaKey(schema: KqlSchema): string {
  const index = indexOf(schema);
  index.wholeKey ??= hashOf(itemsOf(schema).map(keyOf));
  return index.wholeKey;
}

/** The same for keys of what a query may bind to, as `bindingKey`. */
export function boundSchemaKey(schema: KqlSchema): string {
  const index = indexOf(schema);
  index.wholeBoundKey ??= hashOf(itemsOf(schema).map(boundKeyOf));
  return index.wholeBoundKey;
}

const itemsOf = ({ tables, functions = [], lookups = [] }: KqlSchema): SchemaItem[] => [
  ...tables,
  ...functions,
  ...lookups,
];

type SchemaItem = TableSchema | FunctionSchema | LookupSchema;

/** A schema's items by name. A name may belong to several. */
interface Index {
  readonly byName: ReadonlyMap<string, readonly SchemaItem[]>;
  /** Names that are more than one word. */
  readonly spelled: readonly string[];
  /** What the bodies of functions name: most queries lead to the same ones. */
  readonly bodies: Map<FunctionSchema, TextNames>;
  wholeKey?: string;
  wholeBoundKey?: string;
}

/** What one text names, without what that leads to. */
interface TextNames {
  readonly text: string;
  readonly names: readonly string[];
  /** Whether it may read what it does not name. */
  readonly open: boolean;
}

/** What a text leads to. */
interface Reached {
  readonly mentioned: ReadonlySet<SchemaItem>;
  /** Every text on the way. */
  readonly texts: readonly string[];
  readonly words: ReadonlySet<string>;
}

function reach(text: string, index: Index): Reached | "everything" {
  const mentioned = new Set<SchemaItem>();
  const words = new Set<string>();
  const parts = [namesIn(text, index)];
  // Grows while it is walked: by the bodies of the functions that are met.
  for (const { names, open } of parts) {
    if (open) return "everything";
    for (const name of names) {
      words.add(name);
      for (const item of index.byName.get(name) ?? []) {
        if (!mentioned.has(item) && "body" in item) parts.push(namesInBody(item, index));
        mentioned.add(item);
      }
    }
  }
  return { mentioned, texts: parts.map((part) => part.text), words };
}

function namesIn(text: string, { spelled }: Index): TextNames {
  const names = [...wordsOf(text), ...spelled.filter((name) => text.includes(name))];
  return { text, names, open: mayReadAnything(text) };
}

function namesInBody(fn: FunctionSchema, index: Index): TextNames {
  const names = index.bodies.get(fn) ?? namesIn(`${fn.parameters ?? ""}\n${fn.body}`, index);
  index.bodies.set(fn, names);
  return names;
}

function mentionedVariants(lookup: LookupSchema, { texts, words }: Reached): LookupSchema["variants"] {
  if (texts.some((text) => variantsAreOpen(text, lookup.functionName))) return lookup.variants;
  const isMentioned = (name: string) => (isWord(name) ? words.has(name) : texts.some((text) => text.includes(name)));
  return Object.fromEntries(Object.entries(lookup.variants).filter(([name]) => isMentioned(name)));
}

const indexes = new WeakMap<KqlSchema, Index>();

function indexOf(schema: KqlSchema): Index {
  const known = indexes.get(schema);
  if (known) return known;
  const byName = new Map<string, SchemaItem[]>();
  for (const item of itemsOf(schema)) {
    const name = "functionName" in item ? item.functionName : item.name;
    byName.set(name, [...(byName.get(name) ?? []), item]);
  }
  const index: Index = { byName, spelled: [...byName.keys()].filter((name) => !isWord(name)), bodies: new Map() };
  indexes.set(schema, index);
  return index;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/\w+/g));
const isWord = (name: string): boolean => /^\w+$/.test(name);

const keys = new WeakMap<SchemaItem, string>();

/** Hundreds of tables, most of them the same in every schema: written out once. */
function keyOf(item: SchemaItem): string {
  const key = keys.get(item) ?? hashOf([JSON.stringify(item)]);
  keys.set(item, key);
  return key;
}

/** The head of a body that is a `datatable` of plain literals and nothing else. */
const listed =
  /^\s*(datatable\s*\([\w\s:,]*\))\s*\[\s*(?:(?:"(?:[^"\\\n]|\\.)*"|-?[\w.]+(?:\([^()"'\n]*\))?)\s*(?:,\s*|(?=\])))*\]\s*$/;

const boundKeyOf = (item: SchemaItem): string => {
  const head = "body" in item ? listed.exec(item.body)?.[1] : undefined;
  return head === undefined ? keyOf(item) : hashOf([JSON.stringify({ ...item, body: head })]);
};

const hashOf = (texts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(texts)).digest("base64url");

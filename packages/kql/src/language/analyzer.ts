import type { Analysis } from "../analysis";
import type { Column, KqlSchema, QuerySource, TableSchema } from "../types";
import { hasFuzzyUnion, namesOf, withoutAbsent } from "./absent";
import {
  bind,
  builtInNames,
  functionSymbol,
  globalState,
  lookupSymbol,
  parse,
  type Raw,
  tableSymbol,
  withCache,
  withMembers,
} from "./bridge";
import { absentTable, diagnose } from "./diagnostics";
import { hasFixedColumns } from "./fixed-columns";
import { lint } from "./lints";
import { Node } from "./node";
import { type KnownUses, usedBy } from "./uses";

/** Analyses queries against one schema with Microsoft's language service. */
export class KqlAnalyzer {
  private bound: Raw | undefined;
  private readonly tables: ReadonlyMap<string, TableSchema>;
  private readonly knownUses: KnownUses | undefined;

  /** @param base bound state that already holds all but the last table of the schema */
  constructor(
    readonly schema: KqlSchema,
    private readonly base?: () => Raw,
  ) {
    this.tables = new Map(schema.tables.map((table) => [table.name, table]));
    this.knownUses = hasFixedColumns(schema) ? new WeakMap() : undefined;
  }

  /** Made for the first query: who finds what is known of a query elsewhere does without. */
  private get globals(): Raw {
    const { schema } = this;
    this.bound ??= this.base?.() ?? (this.knownUses ? withCache(stateOf(schema)) : stateOf(schema));
    return this.bound;
  }

  /** An analyzer that knows one more table: cheap also when the schema is large. */
  withTable(table: TableSchema): KqlAnalyzer {
    const schema = { ...this.schema, tables: [...this.schema.tables, table] };
    return new KqlAnalyzer(schema, () => withMembers(this.globals, [tableSymbol(table)]));
  }

  /** An analyzer that knows more tables, functions and look-ups; a later definition of a name wins. */
  withSchema(extra: Partial<KqlSchema>): KqlAnalyzer {
    const later = <T>(name: (item: T) => string, ...lists: (readonly T[] | undefined)[]): T[] => [
      ...new Map(lists.flatMap((list) => list ?? []).map((item) => [name(item), item])).values(),
    ];
    return new KqlAnalyzer({
      tables: later((table) => table.name, this.schema.tables, extra.tables),
      functions: later((fn) => fn.name, this.schema.functions, extra.functions),
      lookups: later((lookup) => lookup.functionName, this.schema.lookups, extra.lookups),
    });
  }

  /** The columns of a table the schema declares. */
  columnsOf(table: string): readonly Column[] | undefined {
    return this.tables.get(table)?.columns;
  }

  /**
   * Parses and binds a query. Never throws on a bad query: what is wrong is in `diagnostics`.
   * @param source where the text was taken from, so that places are given in that file
   */
  analyze(text: string, source: QuerySource = {}): Analysis {
    const { text: present, code: parsed, absent } = withoutAbsent(text, namesOf(this.schema));
    const code = bind(parsed, this.globals);
    const tree = new Node(code.Syntax);
    const uses = usedBy(tree, this.schema, this.knownUses);
    const scope = { text, source, tree, schema: this.schema, builtIns: builtInNames(this.globals) };
    const left = present === text ? [] : absent.map((table) => absentTable(table, scope));
    const diagnostics = [...diagnose(code, scope), ...left];
    const failed = diagnostics.some((d) => d.severity === "error");
    return {
      text,
      diagnostics: failed ? diagnostics : [...diagnostics, ...lint(scope)].sort(bySeverity),
      columns: failed ? [] : resultColumns(tree),
      ...uses,
      source,
      tree,
      analyzer: this,
    };
  }
}

const presentBody = (body: string, schema: KqlSchema): string =>
  hasFuzzyUnion(body) ? withoutAbsent(body, namesOf(schema), parsedBody(body)).text : body;

/** Bodies that were parsed last: most schemas have the same functions. These are read and never bound. */
const parsedBodies = new Map<string, Raw>();
const mostBodies = 64;

function parsedBody(body: string): Raw {
  const known = parsedBodies.get(body) ?? parse(body);
  parsedBodies.set(body, known);
  if (parsedBodies.size > mostBodies) parsedBodies.delete(parsedBodies.keys().next().value!);
  return known;
}

const stateOf = (schema: KqlSchema): Raw =>
  globalState([
    ...schema.tables.map(tableSymbol),
    ...(schema.functions ?? []).map((fn) => functionSymbol({ ...fn, body: presentBody(fn.body, schema) })),
    ...(schema.lookups ?? []).map(lookupSymbol),
  ]);

const severities = ["error", "warning", "info"];
const bySeverity = (a: { severity: string }, b: { severity: string }): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity);

function resultColumns(tree: Node): Column[] {
  const statements = tree.list("Statements").filter((node) => node.kind === "ExpressionStatement");
  return statements.at(-1)?.get("Expression").columns ?? [];
}

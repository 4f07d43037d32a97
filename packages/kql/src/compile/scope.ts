import type { Analysis } from "../analysis";
import { KqlUnsupportedError } from "../errors";
import type { Node } from "../language/node";
import { placeOf } from "../language/place";
import type { NamedRows } from "../plan/named-rows";
import { columnScalar, findColumn, type Relation, tableRelation } from "../plan/relation";
import { HI, LO, spanHole } from "../plan/runs";
import type { Scalar } from "../plan/scalar";
import { scanHole } from "../plan/sql";
import type { Column, KqlType, TableSchema } from "../types";

/** What a name outside the row stands for. */
export type Binding =
  | { readonly kind: "scalar"; readonly value: () => Scalar }
  | { readonly kind: "table"; readonly value: () => Relation }
  | { readonly kind: "function"; readonly names: Names };

/** Names in lexical scope: let statements and function parameters. */
export class Names {
  constructor(
    private readonly bindings: ReadonlyMap<string, Binding> = new Map(),
    private readonly outer?: Names,
  ) {}

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.outer?.find(name);
  }

  with(name: string, binding: Binding): Names {
    return new Names(new Map([[name, binding]]), this);
  }
}

/** What one compilation shares: its query, the compilers of nodes, and the results computed once. */
export interface Compilation {
  readonly analysis: Analysis;
  /** Whether one statement is to give the rows of many runs: see `plan/runs.ts`. */
  readonly forSet: boolean;
  /** Whether rows of each run are made for those alone who ask for them: they cannot stand for others then. */
  readonly asks: boolean;
  readonly compileScalar: (node: Node, scope: Scope) => Scalar;
  readonly compileTable: (node: Node, scope: Scope) => Relation;
  readonly compileOperator: (node: Node, input: Relation, scope: Scope) => Relation;
  /** The `WITH` of the SQL, in order of dependence. */
  readonly rows: NamedRows[];
  /** Tables whose rows are read. */
  readonly tables: Set<string>;
  /** Columns of the look-ups that are read, by storage name. */
  readonly lookupColumns: Map<string, readonly Column[]>;
  /** Addresses read by externaldata, by storage name. */
  readonly externals: Map<string, { readonly uri: string; readonly columns: readonly Column[] }>;
  /** Hands out numbers for names of the compilation's own. */
  next(): number;
}

/** Where an expression stands: which names and which row it sees. Immutable. */
export class Scope {
  constructor(
    readonly compilation: Compilation,
    readonly names: Names = new Names(),
    /** The rows whose columns an expression sees. */
    readonly row?: Relation,
    /** Extra row values by name: the sides of a join, aggregates' own columns. */
    readonly values: ReadonlyMap<string, Scalar> = new Map(),
    /** The call in the query's text that this function body was expanded from. */
    readonly callSite?: number,
    /** Whether aggregates are allowed here. */
    readonly grouping = false,
    /** Window expressions to be computed on the row's relation first; see `windowed`. */
    readonly windows: { readonly sql: string; readonly as: string }[] = [],
  ) {}

  private copy(changes: Partial<Pick<Scope, "names" | "row" | "values" | "callSite" | "grouping">>): Scope {
    const next = { ...this, ...changes };
    const windows = changes.row ? [] : this.windows;
    return new Scope(this.compilation, next.names, next.row, next.values, next.callSite, next.grouping, windows);
  }

  withNames(names: Names): Scope {
    return this.copy({ names });
  }

  /** Expressions over the rows of a relation. */
  over(row: Relation, values: ReadonlyMap<string, Scalar> = new Map()): Scope {
    return this.copy({ row, values, grouping: false });
  }

  /** Aggregate expressions over the rows of a relation. */
  grouped(row: Relation): Scope {
    return this.copy({ row, values: new Map(), grouping: true });
  }

  /** Arguments of an aggregate: plain expressions again. */
  ungrouped(): Scope {
    return this.copy({ grouping: false });
  }

  /** No row at all: let statements, tabular expressions. */
  withoutRow(): Scope {
    const { compilation, names, callSite } = this;
    return new Scope(compilation, names, undefined, new Map(), callSite);
  }

  /** The body of a function: places in it are reported as the place of the call. */
  inCall(call: Node, names: Names): Scope {
    return this.copy({ names, callSite: this.callSite ?? call.start });
  }

  scalar(node: Node): Scalar {
    return this.compilation.compileScalar(node, this);
  }

  table(node: Node): Relation {
    return this.compilation.compileTable(node, this.withoutRow());
  }

  /** The rows of a stored table. */
  stored(table: TableSchema): Relation {
    const { tables, forSet } = this.compilation;
    tables.add(table.name);
    return forSet
      ? tableRelation(table.columns, spanHole(table.name), [LO, HI])
      : tableRelation(table.columns, scanHole(table.name));
  }

  /** A column of the row, or a value named beside it. */
  column(name: string): Scalar | undefined {
    const value = this.values.get(name);
    if (value) return value;
    const column = this.row && findColumn(this.row, name);
    return column && columnScalar(column);
  }

  /** Has a window expression computed beside the row's columns; returns the column it will be in. */
  window(sql: string): string {
    const known = this.windows.find((window) => window.sql === sql);
    if (known) return known.as;
    const as = `"$window${this.compilation.next()}"`;
    this.windows.push({ sql, as });
    return as;
  }

  /** Stops the compilation: names a construct that is not supported, and its place. */
  refuse(construct: string, node: Node): never {
    const { text, source } = this.compilation.analysis;
    throw new KqlUnsupportedError(construct, placeOf(text, this.callSite ?? node.start, source));
  }
}

/** A call of a built-in function or aggregate. */
export class Call {
  private readonly compiled: Scalar[] = [];

  constructor(
    readonly name: string,
    readonly node: Node,
    readonly scope: Scope,
    readonly argNodes: readonly Node[],
    /** The result type by the binder; dynamic where it does not know. */
    readonly type: KqlType,
  ) {}

  /** The arguments, compiled. */
  get args(): readonly Scalar[] {
    return this.argNodes.map((_, index) => this.arg(index));
  }

  /** An argument that must be there, compiled. */
  arg(index: number): Scalar {
    const node = this.argNodes[index] ?? this.refuse(`without its argument ${index + 1}`);
    this.compiled[index] ??= this.scope.scalar(node);
    return this.compiled[index];
  }

  /** The value of an argument that must be known when the query is compiled; undefined when it is absent. */
  constant(index: number): unknown {
    if (index >= this.argNodes.length) return undefined;
    const literal = this.arg(index).literal;
    return literal ? literal.value : this.refuse(`with an argument ${index + 1} that is not a constant`);
  }

  refuse(why: string): never {
    return this.scope.refuse(`${this.name}() ${why}`, this.node);
  }
}

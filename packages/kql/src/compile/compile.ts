import type { Analysis } from "../analysis";
import { KqlSemanticError, KqlUnsupportedError } from "../errors";
import type { Node } from "../language/node";
import { withRows, withStanding } from "../plan/named-rows";
import { printResult, printRows } from "../plan/print";
import type { Relation } from "../plan/relation";
import { RUN, toEach } from "../plan/runs";
import { HOLE, ITEMS, NOW } from "../plan/sql";
import type { TableSchema } from "../types";
import { withLets } from "./calls";
import type { CompiledQuery, StagedQuery, Template } from "./compiled-query";
import { compileScalar } from "./expression";
import { compileOperator } from "./operators";
import { type Compilation, Scope } from "./scope";
import { StageNeeded, withAssumedColumns, withStageTable } from "./stages";
import { compileTable } from "./tables";

/** How a query is compiled. */
export interface CompileOptions {
  /** For many runs in one statement, by `KqlDatabase.querySet`. @default false */
  readonly forSet?: boolean;
  /**
   * Orders rows by all their columns where the query leaves their order open, so that the same rows always come in the
   * same order, whatever way they were found in. @default false
   */
  readonly totalOrder?: boolean;
  /**
   * Tables, and look-ups by storage name, that change between one run of a set and its next: what reads none of them is
   * made once, and stays with the database for all queries that ask for the same. Only with `forSet`. @default - none
   */
  readonly apart?: readonly string[];
}

/**
 * Compiles a query to SQL.
 * @throws KqlSemanticError when the analysis has errors
 * @throws KqlUnsupportedError when the query uses a construct that is not supported: nothing is run in part
 */
export function compile(analysis: Analysis, options: CompileOptions = {}): CompiledQuery {
  const errors = analysis.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new KqlSemanticError(errors);
  const { forSet = false, totalOrder = false, apart = [] } = options;
  const compilation = newCompilation(analysis, forSet, apart.length === 0);
  try {
    const relation = compileTree(analysis, compilation);
    return compiled(analysis, forSet ? toEach(relation) : relation, compilation, totalOrder, forSet ? apart : []);
  } catch (needed) {
    if (!(needed instanceof StageNeeded)) throw needed;
    if (forSet)
      throw new KqlUnsupportedError("columns that depend on the data, for many runs at once", {
        ...(analysis.source.file === undefined ? {} : { file: analysis.source.file }),
        line: 1,
        column: 1,
      });
    const { plan, pipe } = needed;
    const staged: StagedQuery = {
      plan,
      template: templateOf(compilation, printResult(plan.input)),
      resume: (table, empty) => {
        const text = withStageTable(analysis.text, pipe, table.name);
        const bind = (schema: TableSchema): Analysis =>
          analysis.analyzer.withTable(schema).analyze(text, analysis.source);
        const bound = empty ? withAssumedColumns(table, bind) : { analysis: bind(table), table };
        return { query: compile(bound.analysis, options), table: bound.table };
      },
    };
    return { ...compiled(analysis, plan.input, compilation), columns: analysis.columns, staged };
  }
}

const templateOf = ({ rows, forSet }: Compilation, sql: string): Template => split(forSet, withRows(rows, sql));

const split = (forSet: boolean, sql: string): Template => (forSet ? sql.replaceAll(NOW, RUN) : sql).split(HOLE);

const compiled = (
  analysis: Analysis,
  relation: Relation,
  compilation: Compilation,
  totalOrder = false,
  apart: readonly string[] = [],
): CompiledQuery => {
  const { sql, standing } = withStanding(compilation.rows, printResult(relation, totalOrder), apart);
  return {
    text: analysis.text,
    columns: relation.columns.map(({ name, type }) => ({ name, type })),
    tables: [...new Set([...analysis.tables, ...compilation.tables])],
    ordered: relation.order.length > 0,
    template: split(compilation.forSet, sql),
    names: relation.columns.map((column) => column.sql),
    rowsTemplate: templateOf(
      compilation,
      printRows(relation, ITEMS, [...relation.columns.map((column) => column.sql), ...relation.hidden]),
    ),
    ...(relation.ingestionTime === undefined ? {} : { ingestionTime: relation.ingestionTime }),
    lookupColumns: Object.fromEntries(compilation.lookupColumns),
    externals: Object.fromEntries(compilation.externals),
    ...(standing.length > 0
      ? { standing: standing.map((made) => ({ key: made.key, template: split(true, made.sql) })) }
      : {}),
  };
};

function newCompilation(analysis: Analysis, forSet: boolean, asks: boolean): Compilation {
  let numbers = 0;
  return {
    analysis,
    forSet,
    asks: forSet && asks,
    compileScalar,
    compileTable,
    compileOperator,
    rows: [],
    lookupColumns: new Map(),
    tables: new Set(),
    externals: new Map(),
    next: () => numbers++,
  };
}

function compileTree(analysis: Analysis, compilation: Compilation): Relation {
  const statements = analysis.tree.list("Statements");
  const scope = withLets(statements, new Scope(compilation));
  return scope.table(resultExpression(statements, scope, analysis.tree));
}

const ignored = new Set(["LetStatement", "SetOptionStatement", "QueryParametersStatement"]);

function resultExpression(statements: readonly Node[], scope: Scope, tree: Node): Node {
  const results = statements.filter((statement) => !ignored.has(statement.kind));
  const [only] = results;
  if (!only) return scope.refuse("a query without a result", tree);
  if (results.length > 1) return scope.refuse("several results in one query", results[1]!);
  if (only.kind !== "ExpressionStatement") return scope.refuse(only.kind, only);
  const expression = only.get("Expression");
  return expression.columns ? expression : scope.refuse("a query whose result is not a table", expression);
}

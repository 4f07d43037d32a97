import type { Analysis } from "../analysis";
import { KqlSemanticError } from "../errors";
import type { Node } from "../language/node";
import { printResult, printRows } from "../plan/print";
import type { Relation } from "../plan/relation";
import { HOLE } from "../plan/sql";
import type { Column } from "../types";
import { withLets } from "./calls";
import { compileScalar } from "./expression";
import { compileOperator } from "./operators";
import { type Compilation, Scope } from "./scope";
import { compileTable } from "./tables";

/** SQL with holes for what is known only when it runs. Texts and holes alternate, a text first. */
export type Template = readonly string[];

/** A query ready to run, many times if need be. */
export interface CompiledQuery {
  readonly text: string;
  readonly columns: readonly Column[];
  /** Tables read, also through functions. */
  readonly tables: readonly string[];
  /** @internal */
  readonly template: Template;
  /** @internal SQL names of the result's columns */
  readonly names: readonly string[];
  /** @internal the same rows with another select list */
  readonly rowsTemplate: (items: string) => Template;
  /** @internal the ingestion time of the row each result row came from, where that is one row of a table */
  readonly ingestionTime: string | undefined;
  /** @internal columns of the look-ups it reads, by storage name */
  readonly lookupColumns: ReadonlyMap<string, readonly Column[]>;
}

/**
 * Compiles a query to SQL.
 * @throws KqlSemanticError when the analysis has errors
 * @throws KqlUnsupportedError when the query uses a construct that is not supported: nothing is run in part
 */
export function compile(analysis: Analysis): CompiledQuery {
  const errors = analysis.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (errors.length > 0) throw new KqlSemanticError(errors);
  const { relation, compilation } = compileTree(analysis);
  const materialized = compilation.materialized.map(({ name, sql }) => `${name} AS MATERIALIZED (${sql})`);
  const head = materialized.length > 0 ? `WITH ${materialized.join(", ")} ` : "";
  return {
    text: analysis.text,
    columns: relation.columns.map(({ name, type }) => ({ name, type })),
    tables: analysis.tables,
    template: (head + printResult(relation)).split(HOLE),
    names: relation.columns.map((column) => column.sql),
    rowsTemplate: (items) => (head + printRows(relation, items)).split(HOLE),
    ingestionTime: relation.ingestionTime,
    lookupColumns: compilation.lookupColumns,
  };
}

function compileTree(analysis: Analysis): { relation: Relation; compilation: Compilation } {
  let numbers = 0;
  const compilation: Compilation = {
    analysis,
    compileScalar,
    compileTable,
    compileOperator,
    materialized: [],
    lookupColumns: new Map(),
    next: () => numbers++,
  };
  const statements = analysis.tree.list("Statements");
  const scope = withLets(statements, new Scope(compilation));
  return { relation: scope.table(resultExpression(statements, scope, analysis.tree)), compilation };
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

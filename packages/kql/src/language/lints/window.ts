import { diagnosticAt } from "../diagnostics";
import type { Node } from "../node";
import type { Lint } from "./lint";

const windowFunctions = /^(prev|next|row_number|row_cumsum|row_rank_dense|row_rank_min|row_rank|row_window_session)$/;
const serializing = new Set([
  "SortOperator",
  "SerializeOperator",
  "TopOperator",
  "TopNestedOperator",
  "RangeOperator",
  "GetSchemaOperator",
  "ScanOperator",
]);
const preserving = new Set([
  "FilterOperator",
  "ExtendOperator",
  "ProjectOperator",
  "ProjectAwayOperator",
  "ProjectKeepOperator",
  "ProjectRenameOperator",
  "ProjectReorderOperator",
  "TakeOperator",
  "ParseOperator",
  "ParseWhereOperator",
  "ParseKvOperator",
  "MvExpandOperator",
  "AsOperator",
  "InvokeOperator",
  "MvApplyOperator",
  "EvaluateOperator",
]);

/** KQ001: window functions need rows in an order: without `sort` or `serialize` the engine rejects them. */
export const windowLint: Lint = (scope) => {
  const found: ReturnType<Lint> = [];
  scope.tree.walk((node) => {
    if (node.kind !== "FunctionCallExpression" || !windowFunctions.test(node.get("Name").name)) return;
    if (node.get("Name").symbol?.kind !== "Function" || isSerialized(node)) return;
    const name = node.get("Name").name;
    found.push(
      diagnosticAt(scope, node.start, name.length, {
        code: "KQ001",
        severity: "error",
        message: `${name}() needs rows in a known order, and these have none`,
        suggestion: "put `sort by …` or `serialize` before it",
      }),
    );
  });
  return found;
};

/** Walks the pipe backwards from the operator that holds the call. */
function isSerialized(call: Node): boolean {
  let node: Node | undefined = call;
  while (node && node.kind !== "PipeExpression") {
    if (serializing.has(node.kind)) return true;
    node = node.parent;
  }
  return node ? endsSerialized(node.get("Expression")) : true;
}

function endsSerialized(rows: Node): boolean {
  if (rows.kind === "ParenthesizedExpression") return endsSerialized(rows.get("Expression"));
  if (rows.kind !== "PipeExpression") return serializing.has(rows.kind) || isVariable(rows);
  const operator = rows.get("Operator").kind;
  if (serializing.has(operator)) return true;
  return preserving.has(operator) && endsSerialized(rows.get("Expression"));
}

/** What a let-bound table or a parameter holds is not followed. */
const isVariable = (rows: Node): boolean =>
  (rows.kind === "NameReference" && rows.symbol?.kind !== "Table") || rows.kind === "FunctionCallExpression";

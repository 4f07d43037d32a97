import { nearest } from "@sentinel-agent-identities/spelling";
import type { Analysis } from "../analysis";
import type { Diagnostic } from "../types";
import { diagnosticAt } from "./diagnostics";
import {
  allowedFunctions,
  allowedOperators,
  allowedStringOperators,
  documentedSpellings,
  MAX_LENGTH,
  MAX_PARSE_COLUMNS,
  operatorKinds,
  shippedFunctions,
  stringOperatorKinds,
} from "./ingest-transform-profile";
import type { Node } from "./node";

type Report = (node: Node, found: Pick<Diagnostic, "code" | "severity" | "message" | "suggestion">) => void;

/**
 * Holds a query to what Azure Monitor runs as an ingestion-time transform: row by row, a documented subset of KQL.
 * Codes: KT001 operator, KT002 string operator, KT003 function, KT004 dynamic literal, KT005 more than ten parsed
 * columns, KT006 another input than `source`, KT007 length, KT008 tabular function with parameters.
 * Source: learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-transformations-kql
 */
export function checkIngestTransform(analysis: Analysis): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report: Report = (node, item) =>
    found.push(diagnosticAt(analysis, node.start, Math.max(node.end - node.start, 0), item));
  if (analysis.text.length > MAX_LENGTH) {
    report(analysis.tree, {
      code: "KT007",
      severity: "error",
      message: `a transform has at most ${MAX_LENGTH} characters; this one has ${analysis.text.length}`,
    });
  }
  analysis.tree.walk((node) => {
    for (const check of checks) check(node, report);
  });
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

const checks: readonly ((node: Node, report: Report) => void)[] = [
  checkOperator,
  checkStringOperator,
  checkFunction,
  checkDynamicLiteral,
  checkParse,
  checkInput,
  checkLet,
];

const keywordOf = (node: Node): string => node.children[0]?.text ?? node.kind;

function checkOperator(node: Node, report: Report): void {
  if (
    !/(Operator|DataTableExpression|ExternalDataExpression|MaterializeExpression|ToScalarExpression)$/.test(node.kind)
  )
    return;
  if (operatorKinds.has(node.kind) || node.kind === "BadQueryOperator") return;
  report(node.children[0] ?? node, {
    code: "KT001",
    severity: "error",
    message: `${keywordOf(node)} is not available in an ingestion-time transform, which sees one row at a time`,
    suggestion: `allowed operators: ${allowedOperators.join(", ")}`,
  });
}

function checkStringOperator(node: Node, report: Report): void {
  const name = stringOperatorKinds.get(node.kind);
  if (!name) return;
  report(node, {
    code: "KT002",
    severity: "error",
    message: `the operator ${name} is not available in an ingestion-time transform`,
    suggestion: `allowed: ${allowedStringOperators.join(", ")}`,
  });
}

function checkFunction(node: Node, report: Report): void {
  if (node.kind !== "FunctionCallExpression" || node.calledBody || inRefusedOperator(node)) return;
  const name = node.get("Name").name;
  if (allowedFunctions.has(name)) return;
  const instead = documentedSpellings.get(name);
  if (shippedFunctions.has(name)) {
    report(node.get("Name"), {
      code: "KT003",
      severity: "warning",
      message: `${name}() occurs in Microsoft's own transforms but is not on the documented list`,
      ...(instead ? { suggestion: `use ${instead}` } : {}),
    });
    return;
  }
  const near = nearest(name, allowedFunctions);
  const suggestion = instead ?? near;
  report(node.get("Name"), {
    code: "KT003",
    severity: "error",
    message: `the function ${name}() is not available in an ingestion-time transform`,
    ...(suggestion ? { suggestion: `use ${suggestion}` } : {}),
  });
}

/** The operator around it is reported already. */
function inRefusedOperator(node: Node): boolean {
  for (let at = node.parent; at && at.kind !== "PipeExpression"; at = at.parent) {
    if (at.kind.endsWith("Operator")) return !operatorKinds.has(at.kind);
  }
  return false;
}

function checkDynamicLiteral(node: Node, report: Report): void {
  if (node.kind !== "DynamicExpression") return;
  report(node, {
    code: "KT004",
    severity: "error",
    message: "dynamic literals are not available in an ingestion-time transform",
    suggestion: "use parse_json('…')",
  });
}

function checkParse(node: Node, report: Report): void {
  if (node.kind !== "ParseOperator") return;
  const columns = node.list("Patterns").filter((part) => /Declaration$/.test(part.kind)).length;
  if (columns <= MAX_PARSE_COLUMNS) return;
  report(node, {
    code: "KT005",
    severity: "error",
    message: `a parse statement of a transform extracts at most ${MAX_PARSE_COLUMNS} columns; this one extracts ${columns}`,
    suggestion: "split it into several parse statements",
  });
}

function checkInput(node: Node, report: Report): void {
  if (node.kind !== "NameReference" || node.symbol?.kind !== "Table" || node.name === "source") return;
  report(node, {
    code: "KT006",
    severity: "error",
    message: `a transform reads only its own stream, called source; it cannot read ${node.name}`,
    suggestion: "use source",
  });
}

function checkLet(node: Node, report: Report): void {
  if (node.kind !== "LetStatement") return;
  const declaration = node.get("Expression");
  if (declaration.kind !== "FunctionDeclaration") return;
  const hasParameters = declaration.get("Parameters").list("Parameters").length > 0;
  if (!hasParameters || !declaration.get("Body").maybe("Expression")?.columns) return;
  report(declaration, {
    code: "KT008",
    severity: "error",
    message: "a tabular function with parameters is not available in an ingestion-time transform",
  });
}

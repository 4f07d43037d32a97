import type { Node } from "../language/node";
import { type Scalar, scalar } from "../plan/scalar";
import { quoted } from "../plan/sql";
import { convert } from "./convert";
import type { FunctionFamily } from "./family";
import type { Scope } from "./scope";
import { severalValues } from "./several";

/** A step of a JSON path known when compiled: a key, or an array index (negative counts from the end). */
type Step = string | bigint;

const printedStep = (step: Step): string =>
  typeof step === "string" ? `."${step}"` : step < 0n ? `[#${step}]` : `[${step}]`;

/** Keys that DuckDB's paths cannot say: quoting knows no escapes, and a star stands for any member. */
const saidByPath = (step: Step): boolean => typeof step === "bigint" || !/^$|["*\\]/.test(step);

/** The SQL of a member of a dynamic value by a key that is known. */
export const memberSql = (base: string, key: string): string =>
  saidByPath(key) ? `json_extract(${base}, ${quoted(`$${printedStep(key)}`)})` : `kql_member(${base}, ${quoted(key)})`;

/** `d.a['b'][0]` in one extraction. */
function extracted(base: Scalar, step: Step): Scalar {
  if (!saidByPath(step)) return scalar("dynamic", memberSql(base.sql, String(step)));
  const extraction = {
    base: base.extraction?.base ?? base.sql,
    path: (base.extraction?.path ?? "$") + printedStep(step),
  };
  return { ...scalar("dynamic", `json_extract(${extraction.base}, ${quoted(extraction.path)})`), extraction };
}

/** `value.name`: a member of a dynamic value, or a column of a join's side. */
export function pathExpression(node: Node, scope: Scope): Scalar {
  const base = node.get("Expression");
  const selector = node.get("Selector");
  if (base.kind === "NameReference" && /^\$(left|right)$/.test(base.name)) {
    return scope.column(`${base.name}.${selector.name}`) ?? scope.refuse(`${base.name}.${selector.name}`, node);
  }
  if (selector.kind === "BracketedExpression" || selector.kind === "ElementExpression") {
    return elementOf(scope.scalar(base), selector, scope);
  }
  return extracted(dynamicOnly(scope.scalar(base), scope, node), selector.name);
}

/** `value[selector]`. */
export function elementExpression(node: Node, scope: Scope): Scalar {
  const base = node.get("Expression");
  if (base.kind === "NameReference" && /^\$(left|right)$/.test(base.name)) {
    const name = String(node.get("Selector").get("Expression").constant);
    return scope.column(`${base.name}.${name}`) ?? scope.refuse(`${base.name}['${name}']`, node);
  }
  const several = severalValues(base, scope);
  const index = several && Number(node.get("Selector").maybe("Expression")?.text);
  if (several && index !== undefined && several[index]) return several[index];
  return elementOf(dynamicOnly(scope.scalar(base), scope, node), node.get("Selector"), scope);
}

function elementOf(base: Scalar, bracketed: Node, scope: Scope): Scalar {
  const inner = bracketed.kind === "BracketedExpression" ? bracketed.get("Expression") : bracketed;
  const selector = scope.scalar(inner);
  const value = selector.literal?.value;
  if (typeof value === "string" || typeof value === "bigint") return extracted(base, value);
  if (selector.type === "string") return scalar("dynamic", `kql_member(${base.sql}, ${selector.sql})`);
  if (selector.type === "dynamic") {
    return scalar(
      "dynamic",
      `CASE json_type(${selector.sql}) WHEN 'VARCHAR' THEN kql_member(${base.sql}, json_extract_string(${selector.sql}, '$')) ELSE kql_element(${base.sql}, ${convert(selector, "long").sql}) END`,
    );
  }
  return scalar("dynamic", `kql_element(${base.sql}, ${selector.sql})`);
}

function dynamicOnly(base: Scalar, scope: Scope, node: Node): Scalar {
  return base.type === "dynamic" ? base : scope.refuse(`access to a member of a ${base.type}`, node);
}

export const pathFamily: FunctionFamily = {
  functions: {},
  macros: [
    // What a path cannot say, a JSON pointer can.
    `kql_member(d, k) AS json_extract(d, CASE WHEN k = '' OR regexp_matches(k, '["*\\\\]') THEN '/' || replace(replace(k, '~', '~0'), '/', '~1') ELSE '$."' || k || '"' END)`,
    // Of a constant index, DuckDB reads the path of the branch that is not taken, too.
    "kql_element(d, i) AS CASE WHEN i < 0 THEN json_extract(d, '$[#' || least(i, -1)::VARCHAR || ']') ELSE json_extract(d, '$[' || greatest(i, 0)::VARCHAR || ']') END",
  ],
};

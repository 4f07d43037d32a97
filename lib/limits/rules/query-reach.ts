import { syntaxOf } from "@sentinel-agent-identities/kql";
import type { Breach } from "../breach";
import type { LimitId } from "../table";

type Node = ReturnType<typeof syntaxOf>;
type Found = readonly [limit: LimitId, node: Node, message: string, suggestion: string];

/** Functions that open another workspace or cluster. */
const elsewhere = new Set(["workspace", "app", "adx", "arg", "cluster", "database", "resource"]);
/** Plugins and functions that read what no workspace holds. */
const outside = new Set([
  "external_table",
  "http_request",
  "http_request_post",
  "sql_request",
  "mysql_request",
  "postgresql_request",
  "cosmosdb_sql_request",
  "azure_digital_twins_query_request",
]);

/** Comments, texts, and aggregates over every column: no table is named in them. */
const unread =
  /\b(arg_max|arg_min|take_any)\([^()]*\*\s*\)|\/\/[^\n]*|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|```[\s\S]*?```/g;
/**
 * What every query that reads too much has somewhere: a name that ends in a star with nothing to multiply behind it, a
 * search, or one of the functions. Looking takes no time beside parsing, and most queries have none of it.
 */
const suspicious = new RegExp(
  `\\*\\s*([,)|;}]|$)|\\b(search|find|externaldata)\\b|\\b(${[...elsewhere, ...outside].join("|")})\\s*\\(`,
);

/**
 * Where a query reads more than the tables it names: every table, other workspaces, what is not in the workspace. Looks at
 * the query as it is parsed, however it is spelled and wherever it stands in it.
 * @param query text of a rule, a summary rule or a function; what functions do that it calls is in their own text
 * @returns breaches of `rule/every-table`, `rule/cross-workspace` and `rule/external-data`, whose path is empty
 */
export function queryReachBreaches(query: string): Breach[] {
  let found = known.get(query);
  if (!found) {
    found = reachOf(query);
    known.set(query, found);
  }
  return [...found];
}

/** Tenants share their queries. */
const known = new Map<string, readonly Breach[]>();

function reachOf(query: string): Breach[] {
  const found: Breach[] = [];
  if (!suspicious.test(query.replace(unread, " "))) return found;
  syntaxOf(query).walk((node) => {
    for (const [limit, at, message, suggestion] of [...everyTable(node), ...otherPlaces(node)])
      found.push({ limit, path: [], offset: at.start, message, suggestion });
  });
  return found.sort((a, b) => a.offset! - b.offset!);
}

const nameTables = "name the tables the query reads";

function everyTable(node: Node): Found[] {
  const refused = (at: Node, spelling: string): Found => [
    "rule/every-table",
    at,
    `Sentinel refuses "${spelling}": it reads tables that the query does not name`,
    nameTables,
  ];
  switch (node.kind) {
    case "WildcardedName": {
      const operator = namingTables(node);
      return operator ? [refused(operator.node, `${operator.spelling} ${node.text}`)] : [];
    }
    case "SearchOperator":
      if (node.children.some(({ kind }) => kind === "StarExpression")) return [refused(node, "search *")];
      return isFirst(node) && !hasTables(node) ? [refused(node, "search")] : [];
    case "FindOperator":
      return hasTables(node) ? [] : [refused(node, "find")];
    default:
      return [];
  }
}

/** The operator in which a name with a star stands for tables; elsewhere it stands for columns. */
function namingTables(name: Node): { readonly node: Node; readonly spelling: string } | undefined {
  for (let at = name.parent; at; at = at.parent) {
    if (at.kind === "UnionOperator") return { node: at, spelling: "union" };
    if (at.kind === "FindInClause")
      return { node: at.parent!, spelling: at.parent!.kind === "SearchOperator" ? "search in" : "find in" };
    if (at.kind.endsWith("Operator")) return undefined;
  }
  return undefined;
}

const hasTables = (operator: Node): boolean => operator.children.some(({ kind }) => kind === "FindInClause");

/** Without rows of its own from a pipe. */
const isFirst = (operator: Node): boolean =>
  operator.parent?.kind !== "PipeExpression" || operator.is(operator.parent.maybe("Expression"));

function otherPlaces(node: Node): Found[] {
  if (node.kind === "ExternalDataExpression")
    return [external(node, "externaldata reads what is not in the workspace, which a rule cannot")];
  if (node.kind !== "FunctionCallExpression") return [];
  const { name } = node.get("Name");
  if (outside.has(name)) return [external(node, `${name}() reads what is not in the workspace, which a rule cannot`)];
  if (!elsewhere.has(name)) return [];
  const message = `a rule reads its own workspace only, and this one calls ${name}()`;
  return [["rule/cross-workspace", node, message, "name the table alone"]];
}

const external = (node: Node, message: string): Found => [
  "rule/external-data",
  node,
  message,
  "put the values into a watchlist",
];

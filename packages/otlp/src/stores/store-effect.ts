import { effectOfCypher } from "./cypher";
import type { Effect } from "./effect";
import { effectOfSearchPath } from "./elasticsearch";
import { effectOfName } from "./names";
import { effectOfFlux, effectOfKusto } from "./pipes";
import { effectOfRedis, redisVerbs } from "./redis";
import { effectOfSql, isOfSession, sqlVerbs } from "./sql";

/** What a span says of a call of a store. Empty where it says nothing. */
export interface StoreCall {
  /** `db.system.name` */
  readonly system: string;
  /** `db.operation.name` */
  readonly operation: string;
  readonly statement: string;
  /** `db.query.summary` */
  readonly summary: string;
  readonly spanName: string;
  readonly httpMethod: string;
  /** path or address of a call over HTTP */
  readonly url: string;
}

type Family = "sql" | "redis" | "graph" | "search" | "documents" | "kusto";

/** `db.system.name`, or its beginning, of stores that do not speak SQL. */
const families: readonly (readonly [RegExp, Family])[] = [
  [/^(redis|valkey|memcached|keydb|dragonfly)/, "redis"],
  [/^(neo4j|memgraph|gremlin|azure\.cosmosdb\.gremlin|neptune|aws\.neptune)/, "graph"],
  [/^(elasticsearch|opensearch)/, "search"],
  [/(^|\.)(kusto|adx|data_explorer)/, "kusto"],
  [
    /^(mongodb|cosmosdb|azure\.cosmosdb|dynamodb|aws\.dynamodb|couchdb|firestore|gcp\.firestore|hbase|pinecone|qdrant|chroma|weaviate|milvus|lancedb|marqo|astra|vespa|turbopuffer|azure\.search|azure_search|s3|aws\.s3|azure\.blob)/,
    "documents",
  ],
];

const familyOf = (system: string): Family => families.find(([form]) => form.test(system))?.[1] ?? "sql";

/**
 * What a call does to a store: by the operation, else the summary, else the statement, else the span's name, each in
 * the words of the store.
 * @returns undefined when nothing says it
 */
export function effectOfStore(call: StoreCall): Effect | undefined {
  const family = familyOf(call.system.toLowerCase());
  return (
    effectOfOperation(family, call) ??
    effectOfWords(family, call.summary) ??
    effectOfStatement(family, call) ??
    (family === "search" && call.url !== "" ? effectOfSearchPath(call.url, call.httpMethod) : undefined) ??
    effectOfWords(family, call.spanName)
  );
}

/** Whether a call is about the connection or a transaction, and touches no data. */
export function isSessionCall({ operation, statement, spanName }: StoreCall): boolean {
  const word = /[A-Za-z]+/.exec(operation || statement || spanName)?.[0] ?? "";
  return isOfSession(word);
}

function effectOfOperation(family: Family, call: StoreCall): Effect | undefined {
  const { operation, statement } = call;
  if (operation === "") return undefined;
  const word = operation.trim().toUpperCase();
  if (family === "redis") return effectOfRedis(operation.replaceAll(" ", "\n")) ?? effectOfStatement(family, call);
  if (family === "graph") return effectOfCypher(statement) ?? effectOfCypher(operation) ?? effectOfName(operation);
  if (family === "kusto") return effectOfStatement(family, call) ?? effectOfName(operation);
  if (family === "sql") {
    if (/^(jobs\.)?extract(_table|_job)?$/i.test(operation)) return "Transfer";
    // The statement says more than the word WITH, COPY or EXPLAIN.
    const whole = effectOfStatement(family, call);
    if (whole && (!sqlVerbs.has(word) || isWide(word))) return whole;
    return sqlVerbs.get(word) ?? (isOfSession(word) ? undefined : (effectOfSql(operation) ?? effectOfName(operation)));
  }
  const own = ownEffects.find(([form]) => form.test(operation))?.[1];
  const known = typeof own === "function" ? own(call) : own;
  if (known) return known;
  const named = effectOfName(operation);
  // What is executed is said by the statement.
  return named === undefined || named === "Execute" ? (effectOfStatement(family, call) ?? named) : named;
}

const modified = ({ statement }: Pick<StoreCall, "statement">): Effect =>
  /"?remove"?\s*:\s*(true|1)\b/.test(statement) ? "Delete" : "Write";

/** Operations whose names mislead, or say less than their statements → what they do. */
const ownEffects: readonly (readonly [RegExp, Effect | ((call: StoreCall) => Effect | undefined)])[] = [
  [/^find_?and_?modify$/i, modified],
  [/^aggregate$/i, ({ statement }) => (/"?\$(out|merge)"?\s*:/.test(statement) ? "Write" : "Read")],
  [/^map_?reduce$/i, ({ statement }) => (/"?inline"?\s*:/.test(statement) ? "Read" : "Write")],
  [/^(create|coll_?mod)$/i, ({ system }) => (/^mongodb/i.test(system) ? "Admin" : undefined)],
  [/execute_?(item_?)?batch/i, "Write"],
  [/^(indices\.(close|open|put_\w+|shrink|split|clone)|cluster\.put_\w+|security\.(put|create|change)_\w+)$/i, "Admin"],
];

/** Words that begin statements of several effects. */
const isWide = (word: string): boolean => /^(EXPLAIN|SELECT|ALTER|EXECUTE|EXEC|BATCH|GET|COPY)$/.test(word);

function effectOfWords(family: Family, text: string): Effect | undefined {
  const word = /[A-Za-z_.]+/.exec(text)?.[0] ?? "";
  if (word === "") return undefined;
  if (family === "redis") return redisVerbs.get(word.toUpperCase());
  if (family === "sql" || family === "graph") {
    const verb = sqlVerbs.get(word.toUpperCase());
    if (verb) return verb;
    if (isOfSession(word)) return undefined;
  }
  return effectOfName(word);
}

function effectOfStatement(family: Family, { statement }: StoreCall): Effect | undefined {
  if (statement === "") return undefined;
  if (family === "redis") return effectOfRedis(statement);
  if (family === "graph") return effectOfCypher(statement);
  if (family === "kusto") return effectOfKusto(statement);
  if (family === "sql") return effectOfFlux(statement) ?? effectOfSql(statement);
  // A command as JSON names itself by its first member; others write the name in front of it.
  const command = /^\s*\{\s*"?(\w+)"?\s*:/.exec(statement)?.[1];
  return command
    ? /^findAndModify$/i.test(command)
      ? modified({ statement })
      : effectOfName(command)
    : (effectOfSql(statement) ?? effectOfWords(family, statement));
}

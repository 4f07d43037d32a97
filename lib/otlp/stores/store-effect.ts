import { effectOfCypher } from "./cypher";
import type { Effect } from "./effect";
import { effectOfSearchPath } from "./elasticsearch";
import { effectOfName } from "./names";
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

type Family = "sql" | "redis" | "graph" | "search" | "documents";

/** `db.system.name`, or its beginning, of stores that do not speak SQL. */
const families: readonly (readonly [RegExp, Family])[] = [
  [/^(redis|valkey|memcached|keydb|dragonfly)/, "redis"],
  [/^(neo4j|memgraph|gremlin|azure\.cosmosdb\.gremlin|neptune|aws\.neptune)/, "graph"],
  [/^(elasticsearch|opensearch)/, "search"],
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
  if (family === "sql") {
    // The statement says more than the word WITH, COPY or EXPLAIN.
    const whole = effectOfStatement(family, call);
    if (whole && (!sqlVerbs.has(word) || isWide(word))) return whole;
    return sqlVerbs.get(word) ?? (isOfSession(word) ? undefined : (effectOfSql(operation) ?? effectOfName(operation)));
  }
  if (/^find_?and_?modify$/i.test(operation)) return "Write";
  if (/^aggregate$/i.test(operation) && /"?\$(out|merge)"?\s*:/.test(statement)) return "Write";
  return effectOfName(operation);
}

/** Words that begin statements of several effects. */
const isWide = (word: string): boolean => /^(EXPLAIN|SELECT|ALTER)$/.test(word);

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
  if (family === "sql") return effectOfSql(statement);
  // A command as JSON names itself by its first member; others write the name in front of it.
  const command = /^\s*\{\s*"?(\w+)"?\s*:/.exec(statement)?.[1];
  return command
    ? /^findAndModify$/i.test(command)
      ? "Write"
      : effectOfName(command)
    : (effectOfSql(statement) ?? effectOfWords(family, statement));
}

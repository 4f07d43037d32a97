import { effectOfStore, type StoreCall } from "../../lib/otlp/stores/store-effect";

const nothing: StoreCall = {
  system: "",
  operation: "",
  statement: "",
  summary: "",
  spanName: "",
  httpMethod: "",
  url: "",
};
const effectOf = (system: string, call: Partial<StoreCall>) => effectOfStore({ ...nothing, system, ...call });

test.each([
  ["SELECT 1", "Read"],
  ["  -- why\n/* who */ ((select a from b) union (select c from d))", "Read"],
  ["WITH a AS (SELECT 1) SELECT * FROM a", "Read"],
  ["WITH a AS (SELECT 1) INSERT INTO b SELECT * FROM a", "Write"],
  ["WITH gone AS (DELETE FROM a RETURNING *) SELECT * FROM gone", "Delete"],
  ["SELECT 'DELETE FROM a' AS text, \"drop\" FROM b -- ; DROP TABLE b", "Read"],
  ["MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN DELETE", "Write"],
  ["UPSERT INTO a VALUES (1)", "Write"],
  ["REPLACE INTO a VALUES (1)", "Write"],
  ["TRUNCATE TABLE a", "Delete"],
  ["drop table a", "Delete"],
  ["COPY a TO STDOUT", "Transfer"],
  ["COPY (SELECT * FROM a) TO '/tmp/a'", "Transfer"],
  ["COPY a FROM STDIN", "Write"],
  ["COPY INTO @stage FROM a", "Transfer"],
  ["COPY INTO a FROM @stage", "Write"],
  ["EXPORT DATA OPTIONS (uri='x') AS SELECT 1", "Transfer"],
  ["SELECT * INTO b FROM a", "Write"],
  ["SELECT * FROM a INTO OUTFILE '/tmp/a'", "Transfer"],
  ["EXPLAIN DELETE FROM a", "Read"],
  ["EXPLAIN ANALYZE DELETE FROM a", "Delete"],
  ["SELECT 1; DELETE FROM a; SELECT 2", "Delete"],
  ["GRANT SELECT ON a TO b", "Admin"],
  ["ALTER TABLE a ADD c int", "Admin"],
  ["EXEC sp_who", "Execute"],
  ["BEGIN DELETE FROM a; END", "Delete"],
  ["COMMIT", undefined],
  ["nothing of the kind", undefined],
])("SQL %j: %s", (statement, effect) => {
  expect(effectOf("postgresql", { statement })).toBe(effect);
});

test.each([
  ["azure.cosmosdb", "query_items", "Read"],
  ["azure.cosmosdb", "upsert_item", "Write"],
  ["azure.cosmosdb", "create_container", "Admin"],
  ["azure.cosmosdb", "delete_all_items_by_partition_key", "Delete"],
  ["mongodb", "aggregate", "Read"],
  ["mongodb", "findAndModify", "Write"],
  ["mongodb", "findOneAndDelete", "Delete"],
  ["mongodb", "dropDatabase", "Delete"],
  ["redis", "HGETALL", "Read"],
  ["redis", "hset", "Write"],
  ["redis", "UNLINK", "Delete"],
  ["redis", "EVALSHA", "Execute"],
  ["redis", "PUBLISH", "Transfer"],
  ["elasticsearch", "msearch", "Read"],
  ["opensearch", "delete_by_query", "Delete"],
  ["elasticsearch", "indices.create", "Admin"],
  ["elasticsearch", "bulk", "Write"],
  ["dynamodb", "BatchGetItem", "Read"],
  ["aws.dynamodb", "TransactWriteItems", "Write"],
  ["aws.dynamodb", "DeleteTable", "Delete"],
  ["neo4j", "MATCH", "Read"],
  ["pinecone", "query", "Read"],
  ["qdrant", "delete_collection", "Delete"],
  ["chroma", "add", "Write"],
  ["milvus", "drop_collection", "Delete"],
  ["weaviate", "near_text", "Read"],
  ["postgresql", "select", "Read"],
  ["postgresql", "CALL", "Execute"],
  ["somestore", "frobnicate", undefined],
])("%s %s: %s", (system, operation, effect) => {
  expect(effectOf(system, { operation })).toBe(effect);
});

test.each([
  ["redis", { operation: "PIPELINE", statement: "GET a\nDEL b" }, "Delete"],
  ["mongodb", { statement: '{"delete":"people"}' }, "Delete"],
  ["mongodb", { operation: "aggregate", statement: '[{"$match":{}},{"$out":"copy"}]' }, "Write"],
  ["neo4j", { statement: "MATCH (n) DETACH DELETE n" }, "Delete"],
  ["neo4j", { statement: "CREATE INDEX FOR (n:A) ON (n.b)" }, "Admin"],
  ["elasticsearch", { httpMethod: "POST", url: "/people/_search" }, "Read"],
  ["elasticsearch", { httpMethod: "POST", url: "https://es/people/_delete_by_query?q=1" }, "Delete"],
  ["postgresql", { operation: "WITH", statement: "WITH a AS (SELECT 1) UPDATE b SET c = 1" }, "Write"],
  ["postgresql", { summary: "SELECT people" }, "Read"],
  ["postgresql", { spanName: "DELETE crm.people" }, "Delete"],
])("%s with %j: %s", (system, call, effect) => {
  expect(effectOf(system, call)).toBe(effect);
});

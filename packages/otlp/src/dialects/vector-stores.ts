import type { Dialect } from "./dialect";

/** Vector databases, as OpenLLMetry and OpenLIT name their calls. */
export const vectorStores: Dialect = {
  name: "Vector stores",
  source: "https://github.com/traceloop/openllmetry/tree/main/packages/opentelemetry-semantic-conventions-ai",
  columns: {
    "db.vector.vendor": "StoreSystem",
    "vector_db.vendor": "StoreSystem",
    "db.chroma.query.n_results": "RecordCount",
    "db.collection": "TargetResourceName",
    "db.chroma.collection_name": "TargetResourceName",
    "db.qdrant.collection_name": "TargetResourceName",
    "db.milvus.collection_name": "TargetResourceName",
    "db.weaviate.collection_name": "TargetResourceName",
    "db.pinecone.index": "TargetResourceName",
    "pinecone.index.name": "TargetResourceName",
    "server.index": "TargetResourceName",
  },
};

import type { Effect } from "./effect";

/** The endpoint in a path of Elasticsearch or OpenSearch → what it does, whatever the method. */
const endpoints: readonly (readonly [RegExp, Effect])[] = [
  [/\/_(delete_by_query)\b/, "Delete"],
  [
    /\/_(search|msearch|count|mget|explain|field_caps|validate|termvectors|mtermvectors|sql|eql|esql|query|knn_search|async_search|pit|cat|stats|mapping|analyze|rank_eval|source)\b/,
    "Read",
  ],
  [/\/_(bulk|update|update_by_query|reindex|create|rollover)\b/, "Write"],
  [
    /\/_(settings|aliases|template|index_template|ilm|slm|snapshot|security|cluster|ingest|open|close|forcemerge)\b/,
    "Admin",
  ],
];

/** What a call does, by its path and, where the path says nothing, its method. */
export function effectOfSearchPath(path: string, method: string): Effect | undefined {
  if (method === "DELETE") return "Delete";
  const known = endpoints.find(([form]) => form.test(path))?.[1];
  if (known) return known;
  if (method === "GET" || method === "HEAD") return "Read";
  return method === "" ? undefined : "Write";
}

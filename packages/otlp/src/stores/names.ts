import { type Effect, verbs } from "./effect";

/** Words in the names of operations, which most stores' clients make of a few: `read_item`, `GetItem`, `deleteMany`. */
const words = verbs({
  Read: `GET READ FIND QUERY SELECT SCAN LIST SEARCH COUNT FETCH RETRIEVE RETRIEVER LOOKUP AGGREGATE DESCRIBE SHOW PEEK EXISTS HEAD DOWNLOAD
    DISTINCT SIMILARITY SCROLL RECOMMEND DISCOVER WATCH EXPLAIN RECEIVE MGET MSEARCH MULTIGET ESTIMATE SAMPLE MATCH HYBRID NEAR
    DETAILS FACET AUTOCOMPLETE STREAM CAT BM SUGGEST PROPERTIES METADATA FEED CHANGES FILTER OPEN PARTITION RELEVANCE`,
  Write: `PUT INSERT ADD SET UPDATE UPSERT WRITE PATCH REPLACE MODIFY SAVE STORE INDEX APPEND MERGE BULK UPLOAD PUSH INCREMENT IMPORT COPY
    RENAME MOVE COMMIT STAGE RESTORE REINDEX OVERWRITE REWRITE COMPOSE MUTATE APPLY LOAD TAG MUTATION`,
  Delete: "DELETE REMOVE DROP TRUNCATE PURGE CLEAR FLUSH DESTROY UNLINK EVICT WIPE ERASE ABORT DEL RESET",
  Admin: "RECREATE ALTER GRANT REVOKE CONFIGURE PROVISION ENABLE DISABLE ATTACH DETACH ACL POLICY LIFECYCLE LEGAL",
  Execute: "EXECUTE EXEC CALL EVAL INVOKE RUN SCRIPT",
  Transfer: "EXPORT PUBLISH SEND UNLOAD",
});

/** What `create` makes that is no data. */
const schema =
  /^(TABLES?|INDEX(ES)?|INDICES|DATABASES?|DB|COLLECTIONS?|KEYSPACES?|CONTAINERS?|USERS?|ROLES?|BUCKETS?|NAMESPACES?|CLASS|SCHEMA|CLUSTER|ALIAS|VIEW|PIPELINE|TEMPLATE|QUEUE|TOPIC|SHARE|DATASETS?|BACKUP|SNAPSHOT|FILESYSTEM|TENANTS?|PARTITION)$/;

/** What a change behind such a verb is of that is no data: who may reach it, how long it is kept, how it is laid out. */
const settings =
  /^(ACL|POLICY|POLICIES|IAM|PERMISSIONS?|ROLES?|USERS?|ACCESS|LIFECYCLE|LEGAL|RETENTION|VERSIONING|ENCRYPTION|REPLICATION|LOGGING|NOTIFICATION|CORS|OWNERSHIP|SERVICE|BUCKET|SETTINGS|MAPPING|THROUGHPUT|LIVE)$/;
/** What is laid out anew when it is changed, and filled when it is written. */
const layouts = /^(TABLE|COLLECTION|SCHEMA|DATABASE|KEYSPACE|INDEX)$/;
const relaying = new Set(["UPDATE", "MODIFY", "RENAME"]);

/**
 * What an operation does, by its name. Whatever deletes is a deletion, in whichever order the words stand
 * (`findOneAndDelete`, `delete_by_query`), and whatever changes is none of the reading.
 * @returns undefined when no word of it is known
 */
export function effectOfName(name: string): Effect | undefined {
  const parts = partsOf(name);
  let first: Effect | undefined;
  let write = false;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part === "CREATE") {
      const made = parts.slice(i + 1).some((next) => schema.test(next)) || (i > 0 && schema.test(parts[i - 1]!));
      first ??= made ? "Admin" : "Write";
      continue;
    }
    const effect = words.get(part);
    if (effect === "Delete") return "Delete";
    if (effect === "Write" && first === undefined && changesSettings(part, parts.slice(i + 1))) first = "Admin";
    // Who runs a query reads.
    if (first === "Execute" && effect !== undefined && effect !== "Execute") first = effect;
    if (
      effect === "Write" &&
      i > 0 &&
      (part === "UPDATE" || part === "REPLACE" || part === "MODIFY" || part === "WRITE")
    )
      write = true;
    first ??= effect;
  }
  return write && first !== "Admin" ? "Write" : first;
}

const changesSettings = (verb: string, rest: readonly string[]): boolean =>
  rest.some((part) => settings.test(part) || (relaying.has(verb) && layouts.test(part)));

/** `BatchGetItem`, `batch_get_item`, `indices.get` and `GETItem` in parts, in upper case. */
function partsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((part) => part !== "");
}

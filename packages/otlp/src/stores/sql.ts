import { type Effect, gravest, verbs } from "./effect";

/** The first word of a statement, in SQL of any vendor, CQL, N1QL and what else resembles it. */
export const sqlVerbs = verbs({
  Read: "SELECT SHOW DESCRIBE DESC EXPLAIN VALUES TABLE FETCH FIND GET SCAN QUERY READ LIST PRAGMA SEARCH LOOKUP HELP",
  Write: "INSERT UPDATE UPSERT MERGE REPLACE LOAD IMPORT PUT WRITE INGEST BATCH RESTORE",
  Delete: "DELETE DROP TRUNCATE PURGE REMOVE RM VACUUM UNDROP",
  Admin: "CREATE ALTER GRANT REVOKE DENY RENAME COMMENT REINDEX ANALYZE OPTIMIZE ATTACH DETACH KILL SHUTDOWN",
  Execute: "CALL EXEC EXECUTE DO",
  Transfer: "EXPORT UNLOAD BACKUP",
});

/** What is about a connection or a transaction, and touches no data. */
const session = new Set(
  "BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE END SET RESET USE DISCARD DECLARE CLOSE OPEN LOCK UNLOCK PREPARE DEALLOCATE CONNECT DISCONNECT PING LISTEN NOTIFY UNLISTEN CHECKPOINT ABORT IF GO".split(
    " ",
  ),
);

/** Statements that are read; a longer text is judged by its beginning. */
const longest = 20_000;

/**
 * What a statement does: by the first word of each of its parts, the gravest of them. Comments, texts in quotes and
 * brackets do not mislead it; a common table expression counts with what it does itself.
 * @returns undefined for a text that is no SQL
 */
export function effectOfSql(statement: string): Effect | undefined {
  if (unloading.test(statement)) return "Transfer";
  const words = wordsOf(statement.length > longest ? statement.slice(0, longest) : statement);
  const effects: (Effect | undefined)[] = [];
  let at = 0;
  while (at < words.length) {
    const end = words.indexOf(";", at);
    effects.push(effectOfOne(words.slice(at, end < 0 ? words.length : end)));
    if (end < 0) break;
    at = end + 1;
  }
  return gravest(effects);
}

/** Words that others fill a table with, or read one, and that take data out where such a target follows. */
const unloading =
  /^\s*(copy\s+into\s+(@|'(s3|gcs|azure):)|get\s+@|insert\s+overwrite\s+(local\s+)?directory\b|insert\s+into\s+function\b)/i;

/** Words after which a statement, or one within another, begins. */
const before = new Set(["(", "AS", "ANALYZE", "VERBOSE", "EXPLAIN", ")", "FOR", "THEN"]);
/** Words that begin a statement within a common table expression or behind one. */
const main = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "UPSERT"]);

function effectOfOne(given: readonly string[]): Effect | undefined {
  let words = given.slice(given.findIndex((word) => word !== "(" && word !== ")"));
  if (words[0] === "EXPLAIN" && !words.includes("ANALYZE")) return "Read";
  if (words[0] === "PREPARE") words = words.slice(words.indexOf("AS") + 1);
  const [first, second] = words;
  if (first === undefined) return undefined;
  if (first === "WITH" || first === "EXPLAIN") {
    const inner = words.filter((word, i) => main.has(word) && before.has(words[i - 1]!));
    return gravest(inner.map((word) => sqlVerbs.get(word))) ?? (first === "EXPLAIN" ? "Read" : undefined);
  }
  if (first === "COPY") return copied(words);
  if (first === "SELECT" && words.includes("INTO"))
    return words.includes("OUTFILE") || words.includes("DUMPFILE") ? "Transfer" : "Write";
  if (first === "SELECT" && words.includes("OUTFILE")) return "Transfer";
  if (first === "SELECT" || first === "TABLE" || first === "VALUES") return "Read";
  if (first === "ALTER") return altered(words);
  if (first === "BULK" && second === "INSERT") return "Write";
  if (first === "IF" || first === "BEGIN" || first === "DECLARE" || first === "DO") {
    const inner = gravest(
      words
        .filter((word) => main.has(word) || word === "DROP" || word === "TRUNCATE" || word === "EXEC")
        .map((word) => sqlVerbs.get(word)),
    );
    const isBlock = first === "BEGIN" && second !== undefined && !transaction.has(second);
    return inner ?? (isBlock ? "Execute" : sqlVerbs.get(first));
  }
  return sqlVerbs.get(first);
}

/** What stands behind BEGIN where it begins a transaction, and no block of statements. */
const transaction = new Set("TRANSACTION TRAN WORK DEFERRED IMMEDIATE EXCLUSIVE ISOLATION READ DISTRIBUTED".split(" "));

/** Some change and delete rows, and drop columns and partitions with what is in them. `ON DELETE CASCADE` does not. */
function altered(words: readonly string[]): Effect {
  const does = (i: number, word: string) => words[i] === word && words[i - 1] !== "ON";
  for (const [i, word] of words.entries()) {
    if (does(i, "DELETE")) return "Delete";
    if ((word === "DROP" || word === "TRUNCATE") && /^(COLUMN|PARTITION)$/.test(words[i + 1] ?? "")) return "Delete";
  }
  return words.some((_, i) => does(i, "UPDATE")) ? "Write" : "Admin";
}

/** Out of the database with TO, and into it with FROM; a query in brackets is read, so that it can only be out. */
function copied(words: readonly string[]): Effect {
  let depth = 0;
  for (const word of words) {
    if (word === "(") depth++;
    else if (word === ")") depth--;
    else if (depth === 0 && word === "TO") return "Transfer";
    else if (depth === 0 && (word === "FROM" || word === "INTO")) return "Write";
  }
  return "Transfer";
}

/** Whether the first word is of a connection or a transaction. */
export const isOfSession = (word: string): boolean => session.has(word.toUpperCase());

/** Words in upper case, brackets and semicolons; comments and what stands in quotes are left out. */
function wordsOf(statement: string): string[] {
  const words: string[] = [];
  for (const [token] of statement.matchAll(tokens)) {
    if (/^(--|\/\*|#|'|"|`|\$)/.test(token)) continue;
    words.push(token.length === 1 ? token : token.toUpperCase());
  }
  return words;
}

const tokens =
  /--[^\n]*|#[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|\/\*[\s\S]*$|'(?:[^'\\]|\\.|'')*'?|"(?:[^"\\]|\\.|"")*"?|`[^`]*`?|\$(\w*)\$[\s\S]*?\$\1\$|[A-Za-z_][A-Za-z0-9_.]*|[();]/g;

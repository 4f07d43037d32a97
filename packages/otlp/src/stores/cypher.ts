import { type Effect, gravest, verbs } from "./effect";

/** Clauses of Cypher and Gremlin steps. */
const clauses = verbs({
  Read: "MATCH RETURN UNWIND SHOW",
  Write: "MERGE SET FOREACH LOAD ADDV ADDE PROPERTY",
  Delete: "DELETE REMOVE DETACH DROP",
  Execute: "CALL",
  Admin: "GRANT REVOKE DENY ALTER",
});
const schema = new Set(["INDEX", "CONSTRAINT", "DATABASE", "USER", "ROLE", "ALIAS"]);

/** What a statement does to a graph: the gravest of its clauses. */
export function effectOfCypher(statement: string): Effect | undefined {
  const words =
    statement
      .slice(0, 20_000)
      .replace(/'[^']*'|"[^"]*"|`[^`]*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, " ")
      .match(/[A-Za-z_]+/g) ?? [];
  const upper = words.map((word) => word.toUpperCase());
  return gravest(
    upper.map((word, i) => {
      if (word === "CREATE") return schema.has(upper[i + 1] ?? "") ? "Admin" : "Write";
      return clauses.get(word);
    }),
  );
}

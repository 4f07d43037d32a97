import { type Effect, gravest, verbs } from "./effect";

/** Management commands of Kusto, which begin with a dot, and of several words the first part: `.set-or-append`. */
const kustoCommands = verbs({
  Read: "SHOW",
  Write: "INGEST SET APPEND REPLACE MOVE UPDATE",
  Delete: "DROP DELETE PURGE CLEAR",
  Admin: "CREATE ALTER ADD RENAME ENABLE DISABLE ATTACH DETACH UNDO CANCEL",
  Transfer: "EXPORT",
  Execute: "EXECUTE",
});

/** What a query or a management command of Kusto does: what is no command only reads. */
export function effectOfKusto(statement: string): Effect | undefined {
  const commands = [...statement.slice(0, 20_000).matchAll(/(?:^|\n)\s*\.([a-z]+)/gi)];
  if (commands.length === 0) return statement.trim() === "" ? undefined : "Read";
  return gravest(commands.map(([, command]) => kustoCommands.get(command!.toUpperCase())));
}

/** What a query of Flux does; undefined for a text that is none. */
export function effectOfFlux(statement: string): Effect | undefined {
  if (!/(^|\s)from\s*\(/.test(statement)) return undefined;
  return /\|>\s*(experimental\.)?to\s*\(/.test(statement) ? "Write" : "Read";
}

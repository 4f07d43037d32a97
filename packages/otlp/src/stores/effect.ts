/** What an operation does to its target, as `OperationClass` says it. */
export type Effect = "Read" | "Write" | "Delete" | "Admin" | "Execute" | "Transfer";

/** From the gravest down: of several effects of one operation, the gravest counts. */
const byGravity: readonly Effect[] = ["Delete", "Admin", "Transfer", "Write", "Execute", "Read"];

/** The gravest of these effects; undefined when there is none. */
export function gravest(effects: Iterable<Effect | undefined>): Effect | undefined {
  const found = new Set(effects);
  return byGravity.find((effect) => found.has(effect));
}

/** A table of words: upper-case word → effect. */
export type Verbs = ReadonlyMap<string, Effect>;

/** Makes a table of words out of lists of them, separated by blanks. */
export function verbs(lists: Readonly<Partial<Record<Effect, string>>>): Verbs {
  const entries = Object.entries(lists).flatMap(([effect, words]) =>
    words
      .toUpperCase()
      .split(/\s+/)
      .map((word) => [word, effect as Effect] as const),
  );
  return new Map(entries);
}

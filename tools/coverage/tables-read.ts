import type { Content } from "../../lib/content";
import { builtinTables } from "../../lib/log-analytics";

/** The tables that a query names, also through the functions it calls; sorted. */
export function tablesRead({ tables, functions }: Content): (query: string) => string[] {
  const own = new Set(tables.map(({ data }) => data.name));
  const builtIn = new Set(builtinTables().map(({ name }) => name));
  const bodies = new Map(functions.map(({ data }) => [data.name, data.query]));
  return (query) => {
    const found = new Set<string>();
    const seen = new Set<string>();
    const visit = (text: string): void => {
      // Comments may mention anything.
      for (const [, word, pipe] of text.replace(/\/\/.*$/gm, "").matchAll(/(\w+)(\s*\|)?/g)) {
        // Columns have names of built-in tables, too; tables are piped on.
        if (own.has(word!) || (pipe && builtIn.has(word!))) found.add(word!);
        const body = bodies.get(word!);
        if (body === undefined || seen.has(word!)) continue;
        seen.add(word!);
        visit(body);
      }
    };
    visit(query);
    return [...found].sort();
  };
}

import type { CompiledQuery } from "../compile/compiled-query";
import { KqlRuntimeError } from "../errors";

const longest = 100;

/** A query that ran into a limit is named by how it begins. */
export async function naming<T>({ text }: CompiledQuery, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof KqlRuntimeError) || (error.reason !== "memory" && error.reason !== "timeout")) throw error;
    const line = text.trim().replace(/\s+/g, " ");
    const begins = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
    throw new KqlRuntimeError(`${error.message}: ${begins}`, error.reason, { cause: error });
  }
}

import type { Engine } from "./engine";

/** All of some work's writing, or none. */
export async function inTransaction<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  await engine.run("BEGIN");
  try {
    const result = await work();
    await engine.run("COMMIT");
    return result;
  } catch (error) {
    await engine.run("ROLLBACK");
    throw error;
  }
}

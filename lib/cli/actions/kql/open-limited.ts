import { KqlDatabase } from "../../../../packages/kql/src";
import { exitOnSignals } from "../../../../packages/processes/src";
import type { LimitOptions } from "../../commands/kql/limits";

/** An engine in a process of its own, held to the limits. */
export function openLimited({ timeout, memory }: LimitOptions): Promise<KqlDatabase> {
  exitOnSignals();
  return KqlDatabase.open({ isolation: { timeout: timeout * 1000 }, memoryLimit: memory });
}

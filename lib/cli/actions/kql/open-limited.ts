import { KqlDatabase } from "@sentinel-agent-identities/kql";
import { exitOnSignals } from "@sentinel-agent-identities/processes";
import type { LimitOptions } from "../../commands/kql/limits";

/** An engine in a process of its own, held to the limits. */
export function openLimited({ timeout, memory }: LimitOptions): Promise<KqlDatabase> {
  exitOnSignals();
  return KqlDatabase.open({ isolation: { timeout: timeout * 1000 }, memoryLimit: memory });
}

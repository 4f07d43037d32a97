import type { SentinelEmulator } from "../../lib/emulator";

/** What an agent read in a stretch of time, held against its policy: `AgentReads`. */
export interface Reads {
  readonly records: number;
  readonly sensitive: number;
  readonly outsideScope: readonly string[];
}

/** @param until what came after it is left out */
export async function readsOf(emulator: SentinelEmulator, agentId: string, since: Date, until: Date): Promise<Reads> {
  const seconds = Math.ceil((until.getTime() - since.getTime()) / 1000) + 1;
  const text = `AgentReads("${agentId}", ${seconds}s) | project Records, SensitiveRecords, OutsideScope`;
  const { rows } = await emulator.query(text, { now: until, generated: { to: until } });
  const [records, sensitive, outsideScope] = rows[0] as [number, number, string[]];
  return { records: Number(records), sensitive: Number(sensitive), outsideScope };
}

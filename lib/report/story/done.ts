import type { SentinelEmulator } from "../../emulator";
import { type Asking, kqlText, kqlTime } from "./asking";
import type { Done } from "./story";

/** What an agent read in a stretch of time, held against its policy: `AgentReads`. */
interface Reads {
  readonly records: number;
  readonly sensitive: number;
  readonly outsideScope: readonly string[];
  readonly labels: readonly string[];
}

/** @param until what came after it is left out */
export async function readsOf(emulator: SentinelEmulator, agentId: string, since: Date, until: Date): Promise<Reads> {
  const seconds = Math.ceil((until.getTime() - since.getTime()) / 1000) + 1;
  const text = `AgentReads(${kqlText(agentId)}, ${seconds}s) | project Records, SensitiveRecords, OutsideScope, Labels`;
  const { rows } = await emulator.query(text, { now: until, generated: { to: until } });
  const [records, sensitive, outsideScope, labels] = rows[0] as [number, number, string[], string[]];
  return { records: Number(records), sensitive: Number(sensitive), outsideScope, labels };
}

/** What an agent read and sent from one time to another. @param suspects hosts that findings name, in lower case */
export async function readDone(
  emulator: SentinelEmulator,
  asking: Asking,
  agent: string,
  since: string,
  until: string,
  suspects: ReadonlySet<string>,
): Promise<Done> {
  const reads = asking.knows("AgentReads")
    ? await readsOf(emulator, agent, new Date(since), new Date(until))
    : { records: 0, sensitive: 0, outsideScope: [], labels: [] };
  const sent = await asking.rows<{ Host: string; Zone: string; Bytes: number | null }>(`
    AgentExecution_CL
    | where SrcAgentId == ${kqlText(agent)} and EventType == "NetworkEgress" and isnotempty(DstDomain)
    | where TimeGenerated >= ${kqlTime(since)} and TimeGenerated <= ${kqlTime(until)}
    | summarize Bytes = sum(BytesOut) by Host = DstDomain, Zone = DstZone
    | order by Bytes desc, Host asc`);
  return {
    ...reads,
    sent: sent.map(({ Host, Zone, Bytes }) => ({
      host: Host,
      zone: Zone,
      bytes: Number(Bytes ?? 0),
      suspect: suspects.has(Host.toLowerCase()),
    })),
  };
}

import { type Asking, kqlText, kqlTime } from "./asking";
import type { Activity } from "./story";

/** So many stretches can be told apart in a picture. */
const stretches = 160;
const minute = 60_000;

/** What an agent did, in equal stretches of time; those in which it did nothing are told too. */
export async function readActivity(asking: Asking, agent: string, from: string, to: string): Promise<Activity[]> {
  const start = Date.parse(from);
  const step = Math.max(minute, Math.ceil((Date.parse(to) - start) / stretches / minute) * minute);
  const rows = await asking.rows<{ Slot: number; Operations: number; Records: number | null; Bytes: number | null }>(`
    AgentExecution_CL
    | where SrcAgentId == ${kqlText(agent)} and TimeGenerated >= ${kqlTime(from)} and TimeGenerated < ${kqlTime(to)}
    | summarize Operations = count(), Records = sum(RecordCount), Bytes = sumif(BytesOut, EventType == "NetworkEgress")
        by Slot = tolong((TimeGenerated - ${kqlTime(from)}) / ${step / minute}m)`);
  const bySlot = new Map(rows.map((row) => [Number(row.Slot), row]));
  return Array.from({ length: Math.ceil((Date.parse(to) - start) / step) }, (_, slot) => {
    const row = bySlot.get(slot);
    return {
      at: new Date(start + slot * step).toISOString(),
      operations: Number(row?.Operations ?? 0),
      records: Number(row?.Records ?? 0),
      bytesOut: Number(row?.Bytes ?? 0),
    };
  });
}

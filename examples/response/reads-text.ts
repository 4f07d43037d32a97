import type { SentinelEmulator } from "../../lib/emulator";
import { readsOf } from "../../lib/report";

/** What an agent read before it was stopped, and what alone could have stopped the first read. */
export async function readsText(
  emulator: SentinelEmulator,
  agentId: string,
  since: Date,
  until: Date,
): Promise<string> {
  const { records, sensitive, outsideScope } = await readsOf(emulator, agentId, since, until);
  const scope = outsideScope.length > 0 ? `, from outside its scope: ${outsideScope.join(", ")}` : "";
  return [
    "Before the stop",
    `  ${records.toLocaleString("en")} records were read, ${sensitive.toLocaleString("en")} of them sensitive by their labels${scope}.`,
    "  Sentinel reacts in minutes. Only a guard in the agent's path (Purview processContent at a gateway) stops the first read.",
  ].join("\n");
}

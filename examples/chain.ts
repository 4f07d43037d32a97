import Table from "cli-table3";
import type { SentinelEmulator } from "../lib/emulator";

/** The chain behind an agent's last action, as an analyst asks for it: `AgentLineage("<AgentId>")`. */
export async function chainText(emulator: SentinelEmulator, agentId: string, now: Date): Promise<string> {
  const { rows } = await emulator.query(`AgentLineage("${agentId}") | project Link, State, Value, Detail`, { now });
  const table = new Table({
    head: ["link", "state", "what", "why"],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [12, 9, 52, 52],
  });
  table.push(...rows.map((row) => row.map(String)));
  return table.toString();
}

import Table from "cli-table3";
import { inputFolder, readWorkspace, SentinelEmulator } from "../lib/emulator";

/** The chain behind an agent's last action, as an analyst asks for it: `AgentLineage("<AgentId>")`. */
export async function chainText(stack: string, input: string, agentId: string, now: Date): Promise<string> {
  const emulator = await SentinelEmulator.open(readWorkspace(stack), { rules: [] });
  try {
    for (const source of inputFolder(input)) await emulator.ingest(source);
    const { rows } = await emulator.query(`AgentLineage("${agentId}") | project Link, State, Value, Detail`, { now });
    const table = new Table({
      head: ["link", "state", "what", "why"],
      style: { head: [], border: [] },
      wordWrap: true,
      colWidths: [12, 9, 52, 52],
    });
    table.push(...rows.map((row) => row.map(String)));
    return table.toString();
  } finally {
    emulator.close();
  }
}

import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inventory } from "./inventory";
import { lineageOf } from "./lineage/rows";

/**
 * Lays out a recorded week as input of `agentid simulate`: the agent's spans, the inventory, and the lineage of its builds,
 * verified now.
 * @param name of the recording
 * @param folder to write to
 */
export function layOutWeek(name: string, folder: string): void {
  cpSync(join(__dirname, "recordings", name), folder, { recursive: true });
  const write = (stream: string, rows: readonly object[]) =>
    writeFileSync(join(folder, `${stream}.ndjson`), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  write("Custom-AgentLineage", lineageOf(name));
  write("Custom-AgentAsset", inventory());
}

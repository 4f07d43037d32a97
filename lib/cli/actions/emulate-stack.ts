import { systemClock } from "../../clock";
import { readWorkspace, SentinelEmulator } from "../../emulator";
import { IngestionServer } from "../../emulator/server";
import { emulationEnd, emulationStart } from "../report/emulation-text";
import { interrupted } from "./interrupted";

/** Serves the Logs Ingestion API of synthesized Terraform until Ctrl+C. */
export async function emulateStack(stack: string, port: number): Promise<void> {
  const workspace = readWorkspace(stack);
  const emulator = await SentinelEmulator.open(workspace, { rules: [] });
  try {
    const server = await IngestionServer.start(emulator, { clock: systemClock, port });
    console.log(emulationStart(server, workspace));
    await interrupted();
    await server.close();
    console.log(emulationEnd(server, emulator.rejected));
  } finally {
    emulator.close();
  }
}

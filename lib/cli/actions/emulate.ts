import { systemClock } from "../../clock";
import { readWorkspace, SentinelEmulator } from "../../emulator";
import { IngestionServer } from "../../emulator/server";
import type { EmulateOptions } from "../commands/emulate";
import { emulationEnd, emulationStart } from "../report/emulation-text";

/** Serves until Ctrl+C. */
export async function emulate({ stack, port }: EmulateOptions): Promise<void> {
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

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
  });
}

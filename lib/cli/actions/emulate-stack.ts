import { systemClock } from "@sentinel-agent-identities/clock";
import type * as Backtest from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import { readWorkspace, SentinelEmulator, type Workspace } from "../../emulator";
import { StackServer } from "../../emulator/local-azure";
import { withProgress } from "../progress";
import { emulationEnd, emulationStart } from "../report/emulation-text";
import { interrupted } from "./interrupted";

/** Serves synthesized Terraform until Ctrl+C: the Logs Ingestion API, and the query API over a history and what is sent. */
export async function emulateStack(stack: string, port: number, input?: string): Promise<void> {
  const workspace = readWorkspace(stack);
  const emulator = await (input === undefined
    ? SentinelEmulator.open(workspace, { rules: [] })
    : withHistory(workspace, input));
  try {
    const server = await StackServer.start(emulator, { clock: systemClock, port });
    console.log(emulationStart(server, workspace));
    await interrupted();
    await server.close();
    console.log(emulationEnd(server, emulator.rejected));
  } finally {
    emulator.close();
  }
}

/** A workspace with a history, and what its summary rules make of that. */
function withHistory(workspace: Workspace, input: string): Promise<SentinelEmulator> {
  const { openStage } = require("../../backtest") as typeof Backtest;
  return withProgress(async (progress) => {
    const cache = new WorkCache(cacheFolder());
    const { emulator, history, to } = await openStage({ input, workspace, progress, cache });
    await emulator.summarise(history.first, to);
    cache.save();
    return emulator;
  });
}

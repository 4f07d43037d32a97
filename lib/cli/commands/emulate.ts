import { Command, InvalidArgumentError } from "commander";
import { systemClock } from "../../clock";
import { readWorkspace, SentinelEmulator } from "../../emulator";
import { IngestionServer } from "../../emulator/server";
import { emulationEnd, emulationStart } from "../report/emulation-text";

/** `agentid emulate`: the Logs Ingestion API of the synthesized Terraform, for real clients. */
export function emulateCommand(): Command {
  return new Command("emulate")
    .description("serve the Logs Ingestion API of synthesized Terraform over HTTPS on this machine, until Ctrl+C")
    .option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json", "cdktf.out")
    .option("--port <number>", "port on 127.0.0.1; default: any that is free", port, 0)
    .action(async (options: { stack: string; port: number }) => {
      const workspace = readWorkspace(options.stack);
      const emulator = await SentinelEmulator.open(workspace, { rules: [] });
      try {
        const server = await IngestionServer.start(emulator, { clock: systemClock, port: options.port });
        console.log(emulationStart(server, workspace));
        await interrupted();
        await server.close();
        console.log(emulationEnd(server, emulator.rejected));
      } finally {
        emulator.close();
      }
    });
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
  });
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError("write a port number, 0 to 65535");
  return value;
}

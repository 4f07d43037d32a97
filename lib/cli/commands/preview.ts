import { Command } from "commander";
import type * as Actions from "../actions/preview";
import type { PreviewCommandOptions } from "../actions/preview";
import { contentOption } from "./content-option";
import { port } from "./port";

/** `agentid preview`: workbooks with data, before they are deployed. */
export function previewCommand(): Command {
  return new Command("preview")
    .description(
      "serve workbooks on this machine, with data from the emulator: those of the package, or any other's JSON",
    )
    .argument("[files...]", "workbooks to show instead: JSON as the portal's editor has it, or an ARM template")
    .option("--input <dir>", "folder of telemetry, as for backtest; a small synthetic fleet when left out")
    .addOption(contentOption())
    .option("--port <number>", "to listen on at 127.0.0.1; 0: any that is free", port, 8123)
    .option("--no-cache", "compile every query anew")
    .action((files: string[], options: PreviewCommandOptions) =>
      (require("../actions/preview") as typeof Actions).preview(files, options),
    );
}

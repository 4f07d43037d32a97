import { Command, InvalidArgumentError } from "commander";
import type * as Actions from "../actions/emulate";
import { stackOption } from "./stack-option";

export interface EmulateOptions {
  readonly stack: string;
  readonly port: number;
}

/** `agentid emulate`: the Logs Ingestion API of the synthesized Terraform, for real clients. */
export function emulateCommand(): Command {
  return new Command("emulate")
    .description("serve the Logs Ingestion API of synthesized Terraform over HTTPS on this machine, until Ctrl+C")
    .addOption(stackOption())
    .option("--port <number>", "port on 127.0.0.1; default: any that is free", port, 0)
    .action((options: EmulateOptions) => (require("../actions/emulate") as typeof Actions).emulate(options));
}

function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError("write a port number, 0 to 65535");
  return value;
}

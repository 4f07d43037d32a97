import { type Command, InvalidArgumentError } from "commander";

/** What a query may take on this machine. */
export interface LimitOptions {
  readonly timeout: number;
  readonly memory: string;
}

/** Adds `--timeout` and `--memory` to a command that runs queries. */
export function withLimits(command: Command): Command {
  return command
    .option("--timeout <seconds>", "wall-clock time one query may take", seconds, 180)
    .option("--memory <size>", "memory the engine may take, such as 512MB or 2GiB", "2GiB");
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("write a number of seconds");
  return value;
}

import { InvalidArgumentError } from "commander";

/** Reads an option's value as seconds, in milliseconds. */
export function seconds(text: string): number {
  const value = Number(text);
  // What a timer can wait for.
  if (!(value > 0) || value > 2_000_000)
    throw new InvalidArgumentError(`"${text}" is no number of seconds; write one above 0, such as 180.`);
  return value * 1000;
}

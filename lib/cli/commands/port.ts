import { InvalidArgumentError } from "commander";

/** An option's port; 0 stands for any that is free. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) throw new InvalidArgumentError("write a port number, 0 to 65535");
  return value;
}

import { InvalidArgumentError } from "commander";

/** An option's whole number, 1 or more. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("write a whole number, 1 or more");
  return Number(text);
}

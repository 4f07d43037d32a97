import { readFileSync } from "node:fs";
import { deployedRules, ruleDrift } from "../../policy";
import { UsageError } from "../usage-error";

export interface DriftCommandOptions {
  readonly stack: string;
  readonly state: string;
}

/** Prints how deployed analytics rules differ from their source. */
export function drift({ stack, state }: DriftCommandOptions): void {
  const found = ruleDrift(stack, deployedRules(read(state), state));
  for (const { rule, what, message } of found) console.log(`"${rule}" ${what}: ${message}`);
  if (found.length > 0) process.exitCode = 1;
  else console.log("every analytics rule says what its source says");
}

function read(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

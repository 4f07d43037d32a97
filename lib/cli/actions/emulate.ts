import { UsageError } from "../usage-error";
import type * as Azure from "./emulate-azure";
import type { EmulateOptions } from "./emulate-options";
import type * as Stack from "./emulate-stack";

/** Serves until Ctrl+C. */
export async function emulate({ stack, port, input, ...options }: EmulateOptions): Promise<void> {
  if (stack === undefined && input !== undefined)
    throw new UsageError("--input goes with --stack: what is deployed has the rows that are sent to it");
  if (stack === undefined) return (require("./emulate-azure") as typeof Azure).emulateAzure({ port, ...options });
  const { checks, ...others } = options;
  const odd = [...Object.keys(others), ...(checks ? [] : ["no-checks"])][0];
  if (odd)
    throw new UsageError(
      `--${odd.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is for what is deployed: leave --stack out`,
    );
  return (require("./emulate-stack") as typeof Stack).emulateStack(stack, port, input);
}

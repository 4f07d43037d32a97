import type { ActionError } from "./record";

/** A Terminate action ended the run. */
export class Terminated extends Error {
  constructor(
    readonly status: "Succeeded" | "Failed" | "Cancelled",
    readonly reason: ActionError | undefined,
  ) {
    super(`terminated: ${status}`);
  }
}

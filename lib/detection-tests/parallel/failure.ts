import { EmulatorError } from "../../emulator";
import type { WorkerFailure } from "./messages";

/** An error in a form that can be sent. */
export function sendable(error: unknown): WorkerFailure {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { name, message, stack };
}

/** The error a worker sent, told apart by what it was there: of what the user wrote, only the message is shown. */
export function revived({ name, message, stack }: WorkerFailure): Error {
  const error = name === "EmulatorError" ? new EmulatorError("", "") : new Error();
  return Object.assign(error, { name, message, stack });
}

import { ContentError } from "../content";
import { EmulatorError } from "../emulator";
import { OtlpError } from "../otlp";

/** Errors about what the user gave: their message says it all, and a stack trace would bury it. */
export function isExpected(error: unknown): error is Error {
  return (
    error instanceof ContentError ||
    error instanceof EmulatorError ||
    error instanceof OtlpError ||
    (error instanceof Error && error.name.startsWith("Kql"))
  );
}

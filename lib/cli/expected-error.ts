import { CollectorError } from "../../collector/errors";
import { ContentError } from "../content";
import { EmulatorError } from "../emulator";
import { FleetError } from "../fleet";
import { LineageError } from "../lineage/errors";
import { OtlpError } from "../otlp";
import { WorkflowError, WorkflowInputError } from "../workflow";

/** Options that do not go together, or one that is missing. */
export class UsageError extends Error {}

/** Errors about what the user gave: their message says it all, and a stack trace would bury it. */
export function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const ours = [
    CollectorError,
    ContentError,
    EmulatorError,
    FleetError,
    LineageError,
    OtlpError,
    UsageError,
    WorkflowError,
    WorkflowInputError,
  ].some((kind) => error instanceof kind);
  return ours || error.name.startsWith("Kql") || (error as NodeJS.ErrnoException).code === "ENOENT";
}

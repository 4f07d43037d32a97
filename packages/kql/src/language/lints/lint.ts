import type { Diagnostic } from "../../types";
import type { DiagnosticScope } from "../diagnostics";

/** A check of our own, for what the language service lets through. */
export type Lint = (scope: DiagnosticScope) => Diagnostic[];

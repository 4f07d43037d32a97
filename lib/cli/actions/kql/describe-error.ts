import { KqlRuntimeError, KqlSemanticError, KqlUnsupportedError } from "@sentinel-agent-identities/kql";

/** Why a query gave no rows, in the form `kql batch` prints. */
export interface QueryError {
  readonly kind: "syntax" | "semantic" | "unsupported" | "runtime";
  readonly message: string;
  /** 1-based; absent where the failure has no place in the text */
  readonly line?: number;
  readonly column?: number;
}

/** @throws the error itself when it is none of the engine's */
export function describeError(error: Error): QueryError {
  if (error instanceof KqlUnsupportedError)
    return { kind: "unsupported", message: error.construct, line: error.line, column: error.column };
  if (error instanceof KqlRuntimeError) return { kind: "runtime", message: error.message };
  if (error instanceof KqlSemanticError) {
    const first = error.diagnostics[0]!;
    const kind = error.diagnostics.some((d) => d.category === "syntax") ? "syntax" : "semantic";
    return { kind, message: `${first.code} ${first.message}`, line: first.line, column: first.column };
  }
  throw error;
}

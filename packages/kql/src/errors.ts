import type { Diagnostic } from "./types";

/** A place in the file a query was taken from. */
export interface Place {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

const printed = (place: Place): string => `${place.file ?? "query"}:${place.line}:${place.column}`;

/** The query uses a construct that this engine does not run; nothing was run. */
export class KqlUnsupportedError extends Error {
  readonly file: string | undefined;
  readonly line: number;
  readonly column: number;

  constructor(
    /** What is not supported, by the name the query uses. */
    readonly construct: string,
    place: Place,
  ) {
    super(`${printed(place)}: not supported: ${construct}`);
    this.name = "KqlUnsupportedError";
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** The query is not valid KQL against its schema; `diagnostics` holds every error. */
export class KqlSemanticError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(
      diagnostics
        .map((d) => `${printed(d)}: ${d.code} ${d.message}${d.suggestion ? ` (${d.suggestion})` : ""}`)
        .join("\n"),
    );
    this.name = "KqlSemanticError";
  }
}

/** The query was valid but could not be finished: a limit, a failing conversion, a stopped engine. */
export class KqlRuntimeError extends Error {
  constructor(
    message: string,
    /** What ended the run. */
    readonly reason: "memory" | "timeout" | "cancelled" | "engine" | "input",
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = "KqlRuntimeError";
  }
}

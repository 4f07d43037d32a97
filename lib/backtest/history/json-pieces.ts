/** A part of a JSON document, as it is written. */
export interface JsonPiece {
  /** names and places that lead to it */
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** 1-based */
  readonly line: number;
  readonly column: number;
}

/** What to do with the value at a path: hand it out, look inside, or pass it over. */
export type Interest = "take" | "into" | "skip";

/** A place where a text is no JSON. */
export class JsonPlaceError extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/** A value or name that is under way. */
interface Part {
  /** its text so far; undefined when it is passed over */
  taken: string | undefined;
  depth: number;
  inString: boolean;
  escaped: boolean;
  readonly scalar: boolean;
  readonly isKey: boolean;
  readonly line: number;
  readonly column: number;
}

interface Frame {
  readonly isArray: boolean;
  index: number;
  key: string | undefined;
}

/**
 * Takes the parts that are wanted out of a JSON document of any size, as its text comes in: memory holds one part. What
 * is handed out or passed over is not checked beyond where it ends.
 */
export class JsonPieces {
  private readonly frames: Frame[] = [];
  private line = 1;
  private column = 0;
  private finished = false;
  private part: Part | undefined;

  constructor(private readonly interest: (path: readonly (string | number)[]) => Interest) {}

  /** Whether the document has come to its end. */
  get isComplete(): boolean {
    return this.finished;
  }

  /** Where the text stands. */
  get place(): { readonly line: number; readonly column: number } {
    return { line: this.line, column: this.column };
  }

  /** The parts that end in the next piece of text. @throws JsonPlaceError */
  *feed(text: string): Generator<JsonPiece> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === 10) {
        this.line++;
        this.column = 0;
      } else this.column++;
      const { part } = this;
      if (!part) {
        if (!this.between(char)) continue;
        from = at;
        continue;
      }
      if (part.inString) {
        if (part.escaped) part.escaped = false;
        else if (char === 92) part.escaped = true;
        else if (char === 34) {
          part.inString = false;
          if (part.depth === 0) yield* this.end(text.slice(from, at + 1));
        }
        continue;
      }
      if (part.scalar) {
        if (char === 44 || char === 93 || char === 125 || char <= 32) {
          yield* this.end(text.slice(from, at));
          this.between(char);
        }
        continue;
      }
      if (char === 34) part.inString = true;
      else if (char === 91 || char === 123) part.depth++;
      else if (char === 93 || char === 125) {
        part.depth--;
        if (part.depth === 0) yield* this.end(text.slice(from, at + 1));
      }
    }
    if (this.part?.taken !== undefined) this.part.taken += text.slice(from);
  }

  private *end(last: string): Generator<JsonPiece> {
    const { taken, isKey, line, column } = this.part!;
    this.part = undefined;
    const frame = this.frames.at(-1);
    if (isKey) {
      frame!.key = JSON.parse((taken ?? "") + last) as string;
      return;
    }
    if (taken !== undefined) yield { path: this.path(), text: taken + last, line, column };
    if (frame) frame.index++;
    else this.finished = true;
  }

  /** Handles a character between values. @returns whether a value or name begins with it */
  private between(char: number): boolean {
    if (char <= 32) return false;
    const frame = this.frames.at(-1);
    if (this.finished) throw this.wrong("more text after the end of the document");
    if (char === 44 || char === 58) {
      if (char === 44 && frame && !frame.isArray) frame.key = undefined;
      return false;
    }
    if (char === 93 || char === 125) {
      if (!frame || frame.isArray !== (char === 93))
        throw this.wrong(`"${String.fromCharCode(char)}" where nothing is open`);
      this.frames.pop();
      const outer = this.frames.at(-1);
      if (outer) outer.index++;
      else this.finished = true;
      return false;
    }
    const isKey = frame !== undefined && !frame.isArray && frame.key === undefined;
    if (isKey && char !== 34) throw this.wrong("no name in quotes");
    const isContainer = char === 91 || char === 123;
    if (!isKey && !isContainer && !/["\-\dtfn]/.test(String.fromCharCode(char))) throw this.wrong("no JSON value");
    const interest = isKey ? "take" : this.interest(this.path());
    if (interest === "into" && isContainer) {
      this.frames.push({ isArray: char === 91, index: 0, key: undefined });
      return false;
    }
    this.part = {
      taken: interest === "take" ? "" : undefined,
      depth: isContainer ? 1 : 0,
      inString: char === 34,
      escaped: false,
      scalar: !isContainer && char !== 34,
      line: this.line,
      column: this.column,
      isKey,
    };
    return true;
  }

  private path(): (string | number)[] {
    return this.frames.map(({ isArray, index, key }) => (isArray ? index : (key ?? "")));
  }

  private wrong(what: string): JsonPlaceError {
    return new JsonPlaceError(what, this.line, this.column);
  }
}

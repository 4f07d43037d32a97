import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument } from "yaml";

/** A step into a document: key or index. */
export type Path = readonly (string | number)[];

/** Where something stands; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A JSON text that remembers where each value stands. */
export class JsonSource {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  /** @param file the name to report in places */
  constructor(
    readonly text: string,
    readonly file: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, uniqueKeys: true });
  }

  /** Why the text is not JSON: one entry per syntax error or repeated key. */
  get errors(): readonly { readonly message: string; readonly place: Place; readonly repeatedKey: boolean }[] {
    return this.document.errors.map(({ message, code, pos }) => ({
      message,
      place: this.at(pos[0]),
      repeatedKey: code === "DUPLICATE_KEY",
    }));
  }

  /** Where the value at `path` begins, or its nearest parent that exists. */
  place(path: Path): Place {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = this.node(path.slice(0, depth));
      if (node?.range) return this.at(node.range[0]);
    }
    return this.at(0);
  }

  /** Where the key at the end of `path` is written. */
  keyPlace(path: Path): Place {
    const parent = this.node(path.slice(0, -1));
    const name = path.at(-1);
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    const key = pair?.key as Node | undefined;
    return key?.range ? this.at(key.range[0]) : this.place(path);
  }

  /** Where the character at `offset` of the string at `path` is written, through JSON's escapes. */
  placeInString(path: Path, offset: number): Place {
    const node = this.node(path);
    if (!isScalar(node) || node.type !== "QUOTE_DOUBLE" || !node.range) return this.place(path);
    const [start, end] = node.range;
    let at = start + 1;
    for (let i = 0; i < offset && at < end; i++) at += escapeLength(this.text, at);
    return this.at(at);
  }

  private node(path: Path): Node | undefined {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return (node ?? undefined) as Node | undefined;
  }

  private at(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }
}

const escapeLength = (text: string, at: number): number => (text[at] !== "\\" ? 1 : text[at + 1] === "u" ? 6 : 2);

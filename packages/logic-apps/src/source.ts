import type * as Yaml from "yaml";
import type { Document, LineCounter, Node } from "yaml";
import { repeatsKey } from "./repeats-key";

/** A step into a document: key or index. */
export type Path = readonly (string | number)[];

/** Where something stands; line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Loaded by the first who asks for a place: only errors have any. */
const yaml = (): typeof Yaml => require("yaml");

/** A JSON text that can tell where each value stands. */
export class JsonSource {
  private positions: { readonly document: Document.Parsed; readonly lines: LineCounter } | undefined;

  /** @param file the name to report in places */
  constructor(
    readonly text: string,
    readonly file: string,
  ) {}

  /** Why the text is not JSON: one entry per syntax error or repeated key. */
  get errors(): readonly { readonly message: string; readonly place: Place; readonly repeatedKey: boolean }[] {
    if (isPlain(this.text)) return [];
    return this.positioned.document.errors.map(({ message, code, pos }) => ({
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
    const { isMap, isScalar } = yaml();
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    const key = pair?.key as Node | undefined;
    return key?.range ? this.at(key.range[0]) : this.place(path);
  }

  /** Where the character at `offset` of the string at `path` is written, through JSON's escapes. */
  placeInString(path: Path, offset: number): Place {
    const node = this.node(path);
    if (!yaml().isScalar(node) || node.type !== "QUOTE_DOUBLE" || !node.range) return this.place(path);
    const [start, end] = node.range;
    let at = start + 1;
    for (let i = 0; i < offset && at < end; i++) at += escapeLength(this.text, at);
    return this.at(at);
  }

  private node(path: Path): Node | undefined {
    const { document } = this.positioned;
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return (node ?? undefined) as Node | undefined;
  }

  private at(offset: number): Place {
    const { line, col } = this.positioned.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  /** Parsed with positions, which takes many times as long as `JSON.parse`: not before somebody asks for one. */
  private get positioned() {
    if (!this.positions) {
      const { LineCounter, parseDocument } = yaml();
      const lines = new LineCounter();
      const document = parseDocument(this.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
      this.positions = { document, lines };
    }
    return this.positions;
  }
}

/** Whether a text is JSON in which no object has a key twice. */
function isPlain(text: string): boolean {
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  return !repeatsKey(text);
}

const escapeLength = (text: string, at: number): number => (text[at] !== "\\" ? 1 : text[at + 1] === "u" ? 6 : 2);

import { readFileSync } from "node:fs";
import { type Document, isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type Scalar } from "yaml";
import { ContentError, type Problem } from "./problem";
import { blockScalarOffsets, quotedScalarOffsets } from "./scalar-offsets";

/** A step into a document: mapping key or sequence index. */
export type Path = readonly (string | number)[];

/** A place in a file, both 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Tests repeat rows by alias; the parser's own limit of 100 is too low for bursts. */
const maximumAliases = 10_000;

/** A YAML or JSON file that remembers where each value stands, so that every later error can point at it. */
export class SourceFile {
  private constructor(
    readonly file: string,
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  /**
   * @param path file to read
   * @param file the name to report in problems
   * @throws ContentError when the text is not well-formed YAML/JSON
   */
  static read(path: string, file: string = path): SourceFile {
    return SourceFile.parse(readFileSync(path, "utf8"), file);
  }

  /** Like `read`, for text already in memory. */
  static parse(text: string, file: string): SourceFile {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: true });
    const source = new SourceFile(file, text, document, lines);
    if (document.errors.length > 0) {
      throw new ContentError(
        document.errors.map((e) => ({
          ...source.at(e.pos[0]),
          code: `syntax/${e.code.toLowerCase().replaceAll("_", "-")}`,
          severity: "error",
          message: `not well-formed: ${e.message}`,
          file,
        })),
      );
    }
    return source;
  }

  /**
   * The document as plain data.
   * @throws ContentError when aliases multiply it beyond reason
   */
  get data(): unknown {
    try {
      return this.document.toJS({ maxAliasCount: maximumAliases });
    } catch (error) {
      throw new ContentError([this.problem([], "syntax/aliases", `cannot be expanded: ${(error as Error).message}`)]);
    }
  }

  /** Where the value at `path` begins; the nearest existing parent when the path does not exist. */
  locate(path: Path): Place {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = this.nodeAt(path.slice(0, depth));
      if (node?.range) return this.at(node.range[0]);
    }
    return { line: 1, column: 1 };
  }

  /** Where the key `path[last]` itself is written (for unknown or misplaced keys). */
  locateKey(path: Path): Place {
    const parent = this.nodeAt(path.slice(0, -1));
    const name = path[path.length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((p) => keyOf(p) === name);
      const key = pair?.key as Node | undefined;
      if (key?.range) return this.at(key.range[0]);
    }
    return this.locate(path);
  }

  /**
   * For a text value (a query, a template): maps an offset inside the decoded text to its place in this file,
   * through block indentation or JSON escapes.
   */
  placesOf(path: Path): (offset: number) => Place {
    const node = this.nodeAt(path);
    if (!isScalar(node) || !node.range || typeof node.value !== "string") return () => this.locate(path);
    const offsets = offsetsOf(node as Scalar<string>, this.text);
    if (!offsets) return () => this.locate(path);
    return (offset) => this.at(offsets(offset));
  }

  /** Builds a problem at the value (or, with `atKey`, the key) that `path` names. */
  problem(
    path: Path,
    code: string,
    message: string,
    options: { suggestion?: string; atKey?: boolean; warning?: boolean } = {},
  ): Problem {
    return {
      ...(options.atKey ? this.locateKey(path) : this.locate(path)),
      code,
      severity: options.warning ? "warning" : "error",
      message,
      file: this.file,
      ...(options.suggestion ? { suggestion: options.suggestion } : {}),
    };
  }

  private nodeAt(path: Path): Node | undefined {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return (node ?? undefined) as Node | undefined;
  }

  private at(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function offsetsOf(node: Scalar<string>, text: string): ((offset: number) => number) | undefined {
  const [start, end] = node.range!;
  switch (node.type) {
    case "BLOCK_LITERAL":
      // With an indentation indicator the first line may be indented deeper than the block.
      return /^\|[+-]?\d/.test(text.slice(start)) ? undefined : blockScalarOffsets(text, start);
    case "QUOTE_DOUBLE":
      return text.slice(start, end).includes("\n") ? undefined : quotedScalarOffsets(text, start, end);
    case "PLAIN":
      return text.slice(start, end) === node.value ? (offset) => start + offset : undefined;
    default:
      return undefined;
  }
}

import { readFileSync } from "node:fs";
import { repeatsKey } from "@sentinel-agent-identities/logic-apps/syntax";
import type * as Yaml from "yaml";
import type { Document, LineCounter, Node, Pair, Scalar } from "yaml";
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

/** Loaded by the first who parses YAML, or asks for a place. */
const yaml = (): typeof Yaml => require("yaml");

/** A YAML or JSON file that can tell where each value stands, so that every later error can point at it. */
export class SourceFile {
  private positions: { readonly document: Document.Parsed; readonly lines: LineCounter } | undefined;

  protected constructor(
    readonly file: string,
    readonly text: string,
    private value: { readonly data: unknown } | undefined,
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
    const source = new SourceFile(file, text, file.endsWith(".json") ? plainJson(text) : undefined);
    if (!source.value) source.assertWellFormed();
    return source;
  }

  /** Like `parse`, for text whose data is known. */
  static known(text: string, file: string, data: unknown): SourceFile {
    return new SourceFile(file, text, { data });
  }

  /**
   * The document as plain data.
   * @throws ContentError when aliases multiply it beyond reason
   */
  get data(): unknown {
    this.value ??= { data: this.expanded() };
    return this.value.data;
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
    const { isMap } = yaml();
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
    let places: ((offset: number) => Place) | undefined;
    return (offset) => {
      places ??= this.placesIn(path);
      return places(offset);
    };
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

  private placesIn(path: Path): (offset: number) => Place {
    const node = this.nodeAt(path);
    if (!yaml().isScalar(node) || !node.range || typeof node.value !== "string") return () => this.locate(path);
    const offsets = offsetsOf(node as Scalar<string>, this.text);
    if (!offsets) return () => this.locate(path);
    return (offset) => this.at(offsets(offset));
  }

  private nodeAt(path: Path): Node | undefined {
    const { document } = this.positioned;
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return (node ?? undefined) as Node | undefined;
  }

  private at(offset: number): Place {
    const { line, col } = this.positioned.lines.linePos(offset);
    return { line, column: col };
  }

  private expanded(): unknown {
    try {
      return this.positioned.document.toJS({ maxAliasCount: maximumAliases });
    } catch (error) {
      throw new ContentError([this.problem([], "syntax/aliases", `cannot be expanded: ${(error as Error).message}`)]);
    }
  }

  private assertWellFormed(): void {
    const { errors } = this.positioned.document;
    if (errors.length === 0) return;
    throw new ContentError(
      errors.map((e) => ({
        ...this.at(e.pos[0]),
        code: `syntax/${e.code.toLowerCase().replaceAll("_", "-")}`,
        severity: "error",
        message: `not well-formed: ${e.message}`,
        file: this.file,
      })),
    );
  }

  /** Parsed with positions: of what is known to be right, not before somebody asks for one. */
  private get positioned() {
    if (!this.positions) {
      const { LineCounter, parseDocument } = yaml();
      const lines = new LineCounter();
      const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: true };
      this.positions = { document: parseDocument(this.text, options), lines };
    }
    return this.positions;
  }
}

/** The data of a JSON text in which no object has a key twice. */
function plainJson(text: string): { readonly data: unknown } | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return repeatsKey(text) ? undefined : { data };
  } catch {
    return undefined;
  }
}

function keyOf(pair: Pair): unknown {
  return yaml().isScalar(pair.key) ? pair.key.value : pair.key;
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

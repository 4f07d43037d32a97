import { JsonSyntaxError } from "./json-errors";

type Path = readonly (string | number)[];

/** Walks JSON text without building values; it runs only once something is known to be wrong, to say where. */
class Scanner {
  private found: number | undefined;

  constructor(
    private readonly text: string,
    private offset: number,
    private readonly wanted: Path,
  ) {}

  /** Walks one document; returns where the value at the wanted path starts. */
  document(end: number): number | undefined {
    this.value(0, true);
    this.space();
    if (this.offset < end) this.fail("the end of the document");
    return this.found;
  }

  /** @param depth how many keys of the wanted path lie behind us; @param onPath whether they all matched */
  private value(depth: number, onPath: boolean): void {
    this.space();
    if (onPath && depth === this.wanted.length) this.found = this.offset;
    const first = this.text[this.offset];
    if (first === "{") this.object(depth, onPath);
    else if (first === "[") this.array(depth, onPath);
    else if (first === '"') this.string();
    else this.literal();
  }

  private object(depth: number, onPath: boolean): void {
    this.offset++;
    this.space();
    if (this.skip("}")) return;
    do {
      this.space();
      const start = this.offset;
      if (this.text[start] !== '"') this.fail('a member name in double quotes, or "}"');
      this.string();
      const key = JSON.parse(this.text.slice(start, this.offset)) as string;
      this.space();
      if (!this.skip(":")) this.fail('":"');
      this.value(depth + 1, onPath && this.wanted[depth] === key);
      this.space();
    } while (this.skip(","));
    if (!this.skip("}")) this.fail('"," or "}"');
  }

  private array(depth: number, onPath: boolean): void {
    this.offset++;
    this.space();
    if (this.skip("]")) return;
    let index = 0;
    do {
      this.value(depth + 1, onPath && this.wanted[depth] === index);
      index++;
      this.space();
    } while (this.skip(","));
    if (!this.skip("]")) this.fail('"," or "]"');
  }

  private string(): void {
    this.offset++;
    while (this.offset < this.text.length && this.text[this.offset] !== '"') {
      if (this.text.charCodeAt(this.offset) < 0x20)
        this.fail("a closing double quote (\\n, \\t write breaks in a string)");
      const escaped = this.text[this.offset] === "\\";
      const length = escaped ? this.match(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y).length : 1;
      if (length === 0) this.fail("a valid escape sequence");
      this.offset += length;
    }
    if (!this.skip('"')) this.fail("a closing double quote");
  }

  private literal(): void {
    const match = this.match(/true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (match === "") this.fail("a JSON value");
    this.offset += match.length;
  }

  private space(): void {
    this.offset += this.match(/[ \t\r\n]*/y).length;
  }

  private skip(character: string): boolean {
    if (this.text[this.offset] !== character) return false;
    this.offset++;
    return true;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text)?.[0] ?? "";
  }

  private fail(expected: string): never {
    throw new JsonSyntaxError(this.offset, expected);
  }
}

/**
 * The offset of the value at `path` in the document from `start` to `end`. A path that leads to a member that is not
 * there yields the nearest enclosing value that is.
 */
export function findValue(text: string, start: number, end: number, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const offset = new Scanner(text.slice(0, end), start, path.slice(0, length)).document(end);
    if (offset !== undefined) return offset;
  }
  return start + (/^\s*/.exec(text.slice(start, end))?.[0].length ?? 0);
}

/** Line and column (both 1-based) of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}

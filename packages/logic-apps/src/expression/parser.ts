import { ExpressionSyntaxError } from "../errors";
import { parseNumber } from "../values/number";
import type { Expression } from "./syntax";

const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Recursive descent over one text; `position` is where it stands. */
export class ExpressionParser {
  constructor(
    private readonly text: string,
    public position: number,
  ) {}

  /** One expression with its property accesses. */
  expression(): Expression {
    let node = this.primary();
    for (;;) {
      this.space();
      const at = this.position;
      const optional = this.takes("?");
      if (this.takes("[")) {
        const key = this.expression();
        this.expect("]", "close the bracket of the property with ]");
        node = { kind: "access", target: node, key, optional, at };
      } else if (this.takes(".")) {
        const name = this.match(/[\w$]+/y);
        if (name === undefined) this.fail("a property name is missing after the dot", "write a name, or ['name']");
        node = { kind: "access", target: node, key: { kind: "literal", value: name, at: at + 1 }, optional, at };
      } else if (optional) {
        this.fail('"?" stands alone', "write ?['name'] or ?.name");
      } else return node;
    }
  }

  /** @throws ExpressionSyntaxError when anything but space is left */
  end(): void {
    this.space();
    if (this.position < this.text.length)
      this.fail(`unexpected ${this.here()} after the expression`, "join values with concat(), or remove the rest");
  }

  expect(character: string, fix: string): void {
    this.space();
    if (!this.takes(character)) this.fail(`expected "${character}" but found ${this.here()}`, fix);
  }

  private primary(): Expression {
    this.space();
    const at = this.position;
    if (this.text[at] === "'") return { kind: "literal", value: this.quoted(), at };
    const number = this.match(/[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/y);
    if (number !== undefined) {
      const value = parseNumber(number);
      if (value === undefined) this.fail(`${number} does not fit 64 bits`, "use a smaller integer", at);
      return { kind: "literal", value, at };
    }
    const name = this.match(/[A-Za-z_]\w*(?:\.\w+(?=\s*\())?/y);
    if (name === undefined)
      this.fail(
        `a value is missing: found ${this.here()}`,
        "write a function call, a 'text', a number, true, false or null",
      );
    this.space();
    if (this.takes("(")) return { kind: "call", name, args: this.args(), at };
    const constant = constants[name.toLowerCase()];
    if (constant === undefined)
      this.fail(`"${name}" is not a value`, `write '${name}' for text, or ${name}() to call it`, at);
    return { kind: "literal", value: constant, at };
  }

  private args(): Expression[] {
    const args: Expression[] = [];
    this.space();
    if (this.takes(")")) return args;
    do args.push(this.expression());
    while (this.takes(","));
    this.expect(")", "separate arguments with commas and close the call with )");
    return args;
  }

  private quoted(): string {
    const raw = this.match(/'(?:[^']|'')*'/y);
    if (raw === undefined)
      this.fail("the text has no closing quote", "close it with ', and write '' for a quote inside");
    return raw.slice(1, -1).replaceAll("''", "'");
  }

  private space(): void {
    this.match(/\s+/y);
  }

  private takes(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  private here(): string {
    const character = this.text[this.position];
    return character === undefined ? "the end" : `"${character}"`;
  }

  private fail(message: string, fix: string, at = this.position): never {
    throw new ExpressionSyntaxError(message, at, fix);
  }
}

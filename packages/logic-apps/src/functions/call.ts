import { ExpressionError } from "../errors";
import type { ExpressionContext } from "../expression/context";
import { asNumber, type NumberValue } from "../values/number";
import { shown } from "../values/text";
import { isArray, isInteger, isNumber, isObject, typeName, type Value, type ValueObject } from "../values/value";

/** One call of a function: its arguments, checked for their type as they are read. */
export class FunctionCall {
  private readonly values: Value[] = [];

  constructor(
    readonly name: string,
    private readonly at: number,
    /** number of arguments */
    readonly count: number,
    readonly context: ExpressionContext,
    private readonly evaluate: (index: number) => Value,
  ) {}

  value(index: number): Value {
    if (!(index in this.values)) this.values[index] = this.evaluate(index);
    return this.values[index]!;
  }

  /** Every argument. */
  all(): readonly Value[] {
    return Array.from({ length: this.count }, (_, i) => this.value(i));
  }

  string(index: number): string {
    const value = this.value(index);
    return typeof value === "string" ? value : this.expected("a string", index);
  }

  /** The argument, or undefined when it was left out or is null. */
  optionalString(index: number): string | undefined {
    return index < this.count && this.value(index) !== null ? this.string(index) : undefined;
  }

  number(index: number): NumberValue {
    const value = this.value(index);
    return isNumber(value) ? value : this.expected("a number", index);
  }

  integer(index: number): number {
    const value = this.value(index);
    return isInteger(value) ? Number(value) : this.expected("an integer", index);
  }

  /** A number of anything that may also be written as text, as connectors do. */
  amount(index: number): number {
    const value = this.value(index);
    return isNumber(value) ? asNumber(value) : this.expected("a number", index);
  }

  boolean(index: number): boolean {
    const value = this.value(index);
    return typeof value === "boolean" ? value : this.expected("a boolean", index);
  }

  array(index: number): readonly Value[] {
    const value = this.value(index);
    return isArray(value) ? value : this.expected("an array", index);
  }

  object(index: number): ValueObject {
    const value = this.value(index);
    return isObject(value) ? value : this.expected("an object", index);
  }

  /** Ends the call: argument `index` is not what the function takes. */
  expected(what: string, index: number): never {
    const value = this.value(index);
    return this.fail(`takes ${what} as argument ${index + 1}, received ${shown(value)} (${typeName(value)})`);
  }

  /** Ends the call with the reason. */
  fail(why: string): never {
    throw new ExpressionError(`${this.name}() ${why}`, this.at);
  }
}

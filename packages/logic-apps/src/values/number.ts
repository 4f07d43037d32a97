import { Float, isInteger } from "./value";

/** Any of the number types. */
export type NumberValue = number | bigint | Float;

export const asNumber = (value: NumberValue): number => (value instanceof Float ? value.value : Number(value));

/** A floating-point value: whole ones stay distinct from integers. */
export const floating = (value: number): number | Float => (Number.isInteger(value) ? new Float(value) : value);

const limit = 2n ** 63n;

/** An integer in its shortest form; undefined when it does not fit 64 bits. */
export function integer(value: bigint): number | bigint | undefined {
  if (value >= limit || value < -limit) return undefined;
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : value;
}

/** Applies the operation on integers when both are, on floats otherwise; undefined is overflow. */
export function arithmetic(
  a: NumberValue,
  b: NumberValue,
  onIntegers: (a: bigint, b: bigint) => bigint,
  onFloats: (a: number, b: number) => number,
): NumberValue | undefined {
  if (isInteger(a) && isInteger(b)) return integer(onIntegers(BigInt(a), BigInt(b)));
  return floating(onFloats(asNumber(a), asNumber(b)));
}

/** The number a text writes; undefined when it writes none. */
export function parseNumber(text: string): NumberValue | undefined {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return integer(BigInt(trimmed.replace(/^\+/, "")));
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  return floating(Number(trimmed));
}

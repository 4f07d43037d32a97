/** A whole number that is a floating-point value all the same: `float('5')`, `2.0`. */
export class Float {
  constructor(readonly value: number) {}
}

/** What an expression yields: JSON, with integers of 64 bits. Integers beyond 2^53 are bigint. */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Float
  | readonly Value[]
  | { readonly [key: string]: Value };

/** An object of values. */
export type ValueObject = { readonly [key: string]: Value };

export const isObject = (value: Value | undefined): value is ValueObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Float);

export const isArray = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const isInteger = (value: Value): value is number | bigint =>
  typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value));

export const isNumber = (value: Value): value is number | bigint | Float =>
  typeof value === "number" || typeof value === "bigint" || value instanceof Float;

/** The type's name, as Logic Apps writes it. */
export function typeName(value: Value): string {
  if (value === null) return "Null";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  if (isInteger(value)) return "Integer";
  if (isNumber(value)) return "Float";
  return isArray(value) ? "Array" : "Object";
}

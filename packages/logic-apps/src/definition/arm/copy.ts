import { isArray, isObject, type Value, type ValueObject } from "../../values/value";

/** One of the copies that a loop makes. */
export interface Copy {
  readonly name: string;
  readonly index: number;
}

/** The copies of a loop; one when its number is known to Azure only. */
export const copiesOf = ({ name, input }: ValueObject, count: Value): Copy[] =>
  Array.from({ length: typeof count === "number" ? count : 1 }, (_, index) => ({ name: String(name ?? input), index }));

/** `"copy": [{ name, count, input }]`: properties, or variables, that a loop makes. */
export const isPropertyCopy = (value: Value | undefined): value is readonly ValueObject[] =>
  isArray(value) &&
  value.length > 0 &&
  value.every((item) => isObject(item) && "name" in item && "count" in item && "input" in item);

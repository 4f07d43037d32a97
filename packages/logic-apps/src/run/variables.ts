import { shown } from "../values/text";
import { isArray, isInteger, isNumber, isObject, typeName, type Value } from "../values/value";

const accepts: Readonly<Record<string, (value: Value) => boolean>> = {
  array: isArray,
  boolean: (value) => typeof value === "boolean",
  float: isNumber,
  integer: isInteger,
  object: isObject,
  string: (value) => typeof value === "string",
};

/** Types that a variable can have. */
export const variableTypes = Object.keys(accepts);

/** A use of a variable that Logic Apps refuses. */
export class VariableError extends Error {}

/** The variables of a run: global, typed, named in any case. */
export class Variables {
  private readonly values = new Map<string, { readonly type: string; value: Value }>();

  initialize(name: string, type: string, value: Value): void {
    if (this.values.has(name.toLowerCase())) throw new VariableError(`variable "${name}" is initialized already`);
    const variable = { type: type.toLowerCase(), value: null };
    if (!accepts[variable.type])
      throw new VariableError(`"${type}" is no variable type; use ${variableTypes.join(", ")}`);
    this.values.set(name.toLowerCase(), variable);
    this.set(name, value);
  }

  get(name: string): Value | undefined {
    return this.values.get(name.toLowerCase())?.value;
  }

  /** Sets it to null or to a value of its type. */
  set(name: string, value: Value): void {
    const variable = this.known(name);
    if (value !== null && !accepts[variable.type]!(value))
      throw new VariableError(
        `variable "${name}" is of type ${variable.type} and cannot hold ${shown(value)} (${typeName(value)})`,
      );
    variable.value = value;
  }

  /** Changes it by a function of its value. */
  update(name: string, types: readonly string[], change: (value: Value) => Value): void {
    const variable = this.known(name);
    if (!types.includes(variable.type))
      throw new VariableError(`variable "${name}" is of type ${variable.type}, not ${types.join(" or ")}`);
    this.set(name, change(variable.value));
  }

  private known(name: string): { readonly type: string; value: Value } {
    const variable = this.values.get(name.toLowerCase());
    if (!variable)
      throw new VariableError(`variable "${name}" is not initialized; add an InitializeVariable action before`);
    return variable;
  }
}

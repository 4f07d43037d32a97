import { collectionFunctions } from "./collection";
import { conversionFunctions } from "./conversion";
import { encodingFunctions } from "./encoding";
import { formFunctions } from "./form";
import type { WorkflowFunction } from "./function";
import { logicalFunctions } from "./logical";
import { mathFunctions } from "./math";
import { objectFunctions } from "./object";
import { runFunctions } from "./run";
import { stringFunctions } from "./string";
import { timeFunctions } from "./time";
import { uriFunctions } from "./uri";

/** A function with its name. */
export interface NamedFunction extends WorkflowFunction {
  readonly name: string;
}

const families = [
  stringFunctions,
  collectionFunctions,
  logicalFunctions,
  conversionFunctions,
  encodingFunctions,
  mathFunctions,
  timeFunctions,
  uriFunctions,
  objectFunctions,
  runFunctions,
  formFunctions,
];

const functions: ReadonlyMap<string, NamedFunction> = new Map(
  families.flatMap((family) =>
    Object.entries(family).map(([name, definition]) => [name.toLowerCase(), { ...definition, name }] as const),
  ),
);

/** The function of that name, in any case. */
export const findFunction = (name: string): NamedFunction | undefined => functions.get(name.toLowerCase());

/** Names of all functions, sorted. */
export const functionNames: readonly string[] = [...functions.values()].map(({ name }) => name).sort();

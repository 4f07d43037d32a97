import type { Path, Place } from "../source";
import type { Value, ValueObject } from "../values/value";

/** Statuses an action can end with. */
export const statuses = ["Succeeded", "Failed", "Skipped", "TimedOut"] as const;
export type ActionStatus = (typeof statuses)[number] | "Cancelled";

/** Actions of one scope by name. */
export type ActionMap = Readonly<Record<string, ActionDefinition>>;

/** An action as its author wrote it. */
export interface ActionDefinition {
  readonly type: string;
  readonly kind?: string;
  readonly inputs?: Value;
  readonly runAfter?: Readonly<Record<string, readonly string[]>>;
  readonly actions?: ActionMap;
  readonly else?: { readonly actions?: ActionMap };
  readonly cases?: Readonly<Record<string, { readonly case: Value; readonly actions?: ActionMap }>>;
  readonly default?: { readonly actions?: ActionMap };
  readonly expression?: Value;
  readonly foreach?: Value;
  readonly limit?: { readonly count?: Value; readonly timeout?: Value };
  readonly operationOptions?: string;
  readonly runtimeConfiguration?: ValueObject;
}

/** A trigger as its author wrote it. */
export interface TriggerDefinition {
  readonly type?: string;
  readonly kind?: string;
  readonly inputs?: Value;
  readonly conditions?: readonly { readonly expression: Value }[];
  readonly splitOn?: string;
  readonly [key: string]: unknown;
}

/** A parameter that a workflow declares. */
export interface ParameterDefinition {
  readonly type: string;
  readonly defaultValue?: Value;
  readonly allowedValues?: readonly Value[];
}

/** A workflow in the Logic Apps definition language. */
export interface Definition {
  readonly parameters?: Readonly<Record<string, ParameterDefinition>>;
  readonly triggers: Readonly<Record<string, TriggerDefinition>>;
  readonly actions: ActionMap;
  readonly outputs?: Value;
  readonly staticResults?: ValueObject;
}

/** A workflow with its name, and the places of its parts. */
export interface Workflow {
  readonly name: string;
  readonly definition: Definition;
  /** values for its parameters that its resource gives */
  readonly parameterValues: ValueObject;
  /** keys that one object holds twice */
  readonly repeatedKeys: readonly { readonly place: Place; readonly message: string }[];
  /** where the value at a path of the definition begins */
  place(path: Path): Place;
  /** where the key at the end of a path is written */
  keyPlace(path: Path): Place;
  /** where a character of the text at a path is written */
  placeInString(path: Path, offset: number): Place;
}

import type { Value, ValueObject } from "../values/value";

/** What an action left behind, as `actions('name')` shows it. */
export interface ActionFacts {
  readonly name: string;
  readonly status: string;
  readonly inputs: Value;
  readonly outputs: Value;
  readonly [key: string]: Value;
}

/** What expressions may ask of the run they stand in. Each answer is undefined when there is none by that name. */
export interface ExpressionContext {
  /** the current instant */
  now(): Date;
  /** a fresh GUID, in lower case with dashes */
  guid(): string;
  /** from 0 to below 1 */
  random(): number;
  parameter(name: string): Value | undefined;
  variable(name: string): Value | undefined;
  /** an action by name; the one the expression belongs to when left out */
  action(name?: string): ActionFacts | undefined;
  /** what the actions in a scope or loop left behind */
  result(scope: string): readonly Value[] | undefined;
  trigger(): ActionFacts;
  /** the current item of the innermost loop or array operation */
  item(): Value | undefined;
  /** the current item of a loop by name */
  items(loop: string): Value | undefined;
  /** how often an Until loop has run, from 0 */
  iteration(loop: string): number | undefined;
  workflow(): ValueObject;
  callbackUrl(): string;
}

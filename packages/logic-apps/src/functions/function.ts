import type { Value } from "../values/value";
import type { FunctionCall } from "./call";

/** A function of the language. */
export interface WorkflowFunction {
  /** fewest and most arguments */
  readonly arity: readonly [number, number];
  /** reads its arguments only as needed */
  readonly lazy?: boolean;
  run(call: FunctionCall): Value;
}

/** Functions of one family by their documented names. */
export type Family = Readonly<Record<string, WorkflowFunction>>;

export const any = Number.POSITIVE_INFINITY;

/** A function of `least` to `most` arguments. */
export const takes = (least: number, most: number, run: WorkflowFunction["run"]): WorkflowFunction => ({
  arity: [least, most],
  run,
});

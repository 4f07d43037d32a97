import type { WorkflowFunction } from "./function";

/** What the function takes, when `count` arguments are too few or too many; otherwise undefined. */
export function arityBreach([least, most]: WorkflowFunction["arity"], count: number): string | undefined {
  if (count >= least && count <= most) return undefined;
  if (most === Number.POSITIVE_INFINITY) return `${least} or more arguments`;
  if (least !== most) return `${least} to ${most} arguments`;
  return least === 1 ? "1 argument" : `${least === 0 ? "no" : least} arguments`;
}

import type { ActionStatus } from "../definition/model";
import type { ActionFacts } from "../expression/context";
import type { Value } from "../values/value";

/** Why an action did not succeed. */
export interface ActionError {
  readonly code: string;
  readonly message: string;
}

/** How an action ended. */
export interface Outcome {
  readonly status: ActionStatus;
  readonly inputs?: Value;
  readonly outputs?: Value;
  readonly code?: string;
  readonly error?: ActionError;
}

/** One execution of an action. */
export interface ActionRecord extends Outcome {
  readonly name: string;
  readonly type: string;
  /** loops around it with the turn it belongs to, outermost first: `["For_each[2]"]` */
  readonly turns: readonly string[];
  readonly startTime: string;
  readonly endTime: string;
}

export const succeeded = (inputs: Value, outputs?: Value): Outcome => ({
  status: "Succeeded",
  inputs,
  ...(outputs === undefined ? {} : { outputs }),
});

export const failed = (code: string, message: string, rest: Partial<Outcome> = {}): Outcome => ({
  status: "Failed",
  code,
  error: { code, message },
  ...rest,
});

/** The record as `actions('name')` shows it. */
export function factsOf({ name, status, inputs, outputs, code, error, startTime, endTime }: ActionRecord): ActionFacts {
  return {
    name,
    status,
    inputs: inputs ?? null,
    outputs: outputs ?? null,
    code: code ?? (status === "Succeeded" ? "OK" : status),
    startTime,
    endTime,
    ...(error ? { error: { ...error } } : {}),
  };
}

import type { Value } from "../../values/value";

/** A function of deployment templates; `at` is the place of the call. */
export type ArmFunction = (args: readonly Value[], at: number) => Value;

/** By their names in lower case. */
export type ArmFunctions = Readonly<Record<string, ArmFunction>>;

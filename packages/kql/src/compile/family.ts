import type { Scalar } from "../plan/scalar";
import type { Call } from "./scope";

/** Compiles a call. A plain string is SQL of the type the binder gave, NULL-able unless it is a string. */
export type CompileCall = (call: Call) => Scalar | string;

/** A function written in JavaScript, called by DuckDB row by row: for what SQL cannot say. */
export interface ScriptFunction {
  readonly name: string;
  readonly parameters: readonly ScriptType[];
  readonly returns: ScriptType;
  /** Gets null for NULL only when `nulls` is set; otherwise NULL in, NULL out. */
  readonly run: (...args: never[]) => unknown;
  readonly nulls?: boolean;
}

export type ScriptType = "BIGINT" | "BOOLEAN" | "DOUBLE" | "VARCHAR";

/** One family of scalar functions and what it needs inside DuckDB. */
export interface FunctionFamily {
  /** By lower-case name. */
  readonly functions: Readonly<Record<string, CompileCall>>;
  /** `name(parameters) AS body`, each made a macro. */
  readonly macros?: readonly string[];
  readonly scripts?: readonly ScriptFunction[];
}

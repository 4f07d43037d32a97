import { type Scalar, scalar } from "../../plan/scalar";
import { convert, toDynamic, toText } from "../convert";
import type { CompileCall } from "../family";
import type { Call } from "../scope";

/** An argument as text, in SQL. */
export const text = (call: Call, index: number): string => toText(call.arg(index)).sql;

/** An argument as a long, in SQL. */
export const long = (call: Call, index: number): string => convert(call.arg(index), "long").sql;

/** An argument as a real, in SQL. */
export const real = (call: Call, index: number): string => convert(call.arg(index), "real").sql;

/** An argument as a dynamic value, in SQL. */
export const dynamic = (call: Call, index: number): string => toDynamic(call.arg(index)).sql;

/** A macro or DuckDB function whose arguments are all reals. */
export const ofReals =
  (sqlFunction: string): CompileCall =>
  (call) =>
    `${sqlFunction}(${call.args.map((_, index) => real(call, index)).join(", ")})`;

/** Text that may come out NULL, as a string. */
export const stringOf = (sql: string): Scalar => scalar("string", `coalesce(${sql}, '')`);

/** A string that is never NULL. */
export const sureString = (sql: string): Scalar => scalar("string", sql);

/** A predicate that is never NULL. */
export const sureBool = (sql: string): Scalar => scalar("bool", sql, false);

import { type Scalar, scalar } from "../../plan/scalar";
import { convert } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";

/** `column_ifexists("name", otherwise)`. */
function columnIfExists(call: Call): Scalar {
  const name = call.constant(0);
  if (typeof name !== "string") return call.refuse("with a name that is not a string constant");
  return call.scope.column(name) ?? convert(call.arg(1), call.type);
}

/** `ingestion_time()`: known while the rows are still those of a table. */
function ingestionTime(call: Call): Scalar {
  const { row } = call.scope;
  if (!row?.ingestionTime) return call.refuse("where the rows are no longer those of one table");
  return scalar("datetime", row.ingestionTime);
}

export const contextFamily: FunctionFamily = {
  functions: { column_ifexists: columnIfExists, columnifexists: columnIfExists, ingestion_time: ingestionTime },
};

import { over } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { convert } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";

const row = (call: Call) => call.scope.row ?? call.refuse("outside of a row");

/** A window expression, computed beside the row's columns. */
const windowed = (call: Call, value: Scalar, sql: string): Scalar => {
  const column = call.scope.window(sql);
  return value.type === "string" ? scalar("string", `coalesce(${column}, '')`) : scalar(value.type, column);
};

const neighbour =
  (name: "lag" | "lead") =>
  (call: Call): Scalar => {
    const value = call.arg(0);
    const offset = call.args.length > 1 ? convert(call.arg(1), "long").sql : "1";
    const otherwise = call.args.length > 2 ? `, ${convert(call.arg(2), value.type).sql}` : "";
    return windowed(call, value, `${name}(${value.sql}, ${offset}${otherwise}) ${over(row(call))}`);
  };

/** Numbers the stretches between restarts, so that each is a partition of its own. */
function stretch(call: Call, index: number): string[] {
  if (index >= call.args.length) return [];
  const restart = convert(call.arg(index), "bool").sql;
  return [
    call.scope.window(
      `sum(CASE WHEN ${restart} THEN 1 ELSE 0 END) ${over(row(call), { frame: "ROWS UNBOUNDED PRECEDING" })}`,
    ),
  ];
}

function rowNumber(call: Call): Scalar {
  const start = call.args.length > 0 ? convert(call.arg(0), "long").sql : "1";
  const sql = `row_number() ${over(row(call), { partition: stretch(call, 1) })}`;
  return scalar("long", `(${call.scope.window(sql)} + ${start} - 1)`, false);
}

function cumulativeSum(call: Call): Scalar {
  const value = call.arg(0);
  const sum = `sum(${value.sql}) ${over(row(call), { partition: stretch(call, 1), frame: "ROWS UNBOUNDED PRECEDING" })}`;
  const column = call.scope.window(sum);
  return value.type === "real"
    ? scalar("real", `coalesce(${column}, 0e0)`)
    : scalar("long", `kql_wrap(coalesce(${column}, 0))`);
}

/** Counts changes of the value: dense ranks count each once, min ranks jump to the row's number. */
const rank =
  (kind: "dense" | "min") =>
  (call: Call): Scalar => {
    const value = call.arg(0);
    const partition = stretch(call, 1);
    const input = row(call);
    const previous = call.scope.window(`lag(${value.sql}) ${over(input, { partition })}`);
    const number = call.scope.window(`row_number() ${over(input, { partition })}`);
    const changed = `(${number} = 1 OR ${value.sql} IS DISTINCT FROM ${previous})`;
    const frame = { partition, frame: "ROWS UNBOUNDED PRECEDING" };
    return kind === "dense"
      ? scalar("long", call.scope.window(`sum(CASE WHEN ${changed} THEN 1 ELSE 0 END) ${over(input, frame)}`), false)
      : scalar("long", call.scope.window(`max(CASE WHEN ${changed} THEN ${number} END) ${over(input, frame)}`), false);
  };

/** `row_window_session(time, maxFromFirst, maxBetween [, restart])`: the first time of the session a row is in. */
function session(call: Call): Scalar {
  const input = row(call);
  const time = call.arg(0);
  const partition = stretch(call, 3);
  const times = call.scope.window(`list(${time.sql}) ${over(input, { partition, frame: "ROWS UNBOUNDED PRECEDING" })}`);
  const [fromFirst, between] = [convert(call.arg(1), "timespan").sql, convert(call.arg(2), "timespan").sql];
  return scalar(time.type, `kql_session_start(to_json(${times})::VARCHAR, ${fromFirst}, ${between})`);
}

/** Replays the times up to a row. */
function sessionStart(times: string, fromFirst: bigint, between: bigint): bigint | null {
  let first: bigint | undefined;
  let last: bigint | undefined;
  for (const text of times.slice(1, -1).split(",")) {
    if (text === "null" || text === "") continue;
    const at = BigInt(text);
    if (first === undefined || last === undefined || at - first > fromFirst || at - last > between) first = at;
    last = at;
  }
  return first ?? null;
}

export const windowFamily: FunctionFamily = {
  functions: {
    prev: neighbour("lag"),
    next: neighbour("lead"),
    row_number: rowNumber,
    row_cumsum: cumulativeSum,
    row_rank: rank("dense"),
    row_rank_dense: rank("dense"),
    row_rank_min: rank("min"),
    row_window_session: session,
  },
  scripts: [
    { name: "kql_session_start", parameters: ["VARCHAR", "BIGINT", "BIGINT"], returns: "BIGINT", run: sessionStart },
  ],
};

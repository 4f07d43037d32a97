import { nowScalar, type Scalar, scalar, shifted } from "../../plan/scalar";
import { MAX_DATETIME_TICKS } from "../../values/datetime";
import { boundedSpan } from "../arithmetic";
import { convert } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { formatDatetimeText, formatTimespanText } from "./datetime-format";
import { long, real, stringOf } from "./helpers";

const at = (call: Call, index: number): string => convert(call.arg(index), "datetime").sql;

/** The start of a calendar unit, `offset` units on. */
const start =
  (unit: string) =>
  (call: Call): Scalar =>
    scalar("datetime", `kql_start_${unit}(${at(call, 0)}, ${offset(call)})`);

const end =
  (unit: string) =>
  (call: Call): Scalar =>
    scalar("datetime", `kql_datetime_range(kql_start_${unit}(${at(call, 0)}, ${offset(call)} + 1) - 1)`);

/** More units than there are days between the first and the last datetime lead nowhere. */
const offset = (call: Call): string => (call.args.length > 1 ? `kql_bounded(${long(call, 1)}, 4000000)` : "0");

const part =
  (sql: (t: string) => string, type: "int" | "long" = "int") =>
  (call: Call): Scalar =>
    scalar(type, sql(at(call, 0)));

const calendar = (field: string) => (t: string) => `${field}(kql_timestamp(${t}))::BIGINT`;

const clock: Readonly<Record<string, (t: string) => string>> = {
  hour: (t) => `(${t} // 36000000000 % 24)`,
  minute: (t) => `(${t} // 600000000 % 60)`,
  second: (t) => `(${t} // 10000000 % 60)`,
  millisecond: (t) => `(${t} // 10000 % 1000)`,
  microsecond: (t) => `(${t} // 10 % 1000000)`,
  nanosecond: (t) => `(${t} % 10000000 * 100)`,
};

const parts: Readonly<Record<string, (t: string) => string>> = {
  ...clock,
  year: calendar("year"),
  quarter: calendar("quarter"),
  month: calendar("month"),
  week_of_year: calendar("week"),
  weekofyear: calendar("week"),
  week: calendar("week"),
  day: calendar("day"),
  dayofyear: calendar("dayofyear"),
};

const periodTicks: Readonly<Record<string, string>> = {
  week: "6048000000000",
  day: "864000000000",
  hour: "36000000000",
  minute: "600000000",
  second: "10000000",
  millisecond: "10000",
  microsecond: "10",
};

const period = (call: Call): string => {
  const name = call.constant(0);
  return typeof name === "string" ? name.toLowerCase() : call.refuse("with a part that is not a string");
};

/** Counts the borders between two instants, as Kusto does. */
function difference(call: Call): Scalar {
  const unit = period(call);
  const [a, b] = [at(call, 1), at(call, 2)];
  if (unit === "year") return scalar("long", `(year(kql_timestamp(${a})) - year(kql_timestamp(${b})))`);
  if (unit === "month" || unit === "quarter") {
    const months = (t: string): string => `kql_months(${t})`;
    const by = unit === "month" ? "" : " // 3";
    return scalar("long", `(${months(a)}${by} - ${months(b)}${by})`);
  }
  if (unit === "nanosecond") return scalar("long", `(kql_bounded(${a} - ${b}, 92233720368547758) * 100)`);
  const ticks = periodTicks[unit] ?? call.refuse(`with the part '${unit}'`);
  const shift = unit === "week" ? " + 864000000000" : "";
  return scalar("long", `((${a}${shift}) // ${ticks} - (${b}${shift}) // ${ticks})`);
}

function addition(call: Call): Scalar {
  const unit = period(call);
  const amount = long(call, 1);
  const from = at(call, 2);
  const months = { year: 12, quarter: 3, month: 1 }[unit];
  if (months) return scalar("datetime", `kql_add_months(${from}, kql_bounded(${amount}, 120000) * ${months})`);
  const ticks = periodTicks[unit] ?? call.refuse(`with the part '${unit}'`);
  return scalar(
    "datetime",
    `kql_datetime_range(${from} + kql_bounded(${amount}, ${MAX_DATETIME_TICKS / BigInt(ticks)}) * ${ticks})`,
  );
}

const fromUnix = (ticksPerUnit: string) => (call: Call) =>
  scalar(
    "datetime",
    `kql_datetime_range(621355968000000000 + kql_bounded(kql_real_long(${real(call, 0)} * ${ticksPerUnit}.0), ${MAX_DATETIME_TICKS}))`,
  );

const now = (call: Call): Scalar =>
  call.args.length > 0
    ? shifted(
        scalar("datetime", `kql_datetime_range(${nowScalar.sql} + ${boundedSpan(call.arg(0))})`),
        nowScalar,
        call.arg(0),
        1n,
      )
    : nowScalar;

function makeDatetime(call: Call): Scalar {
  if (call.args.length === 1) return convert(call.arg(0), "datetime");
  const whole = (index: number): string => (index < call.args.length ? long(call, index) : "0");
  const second = call.args.length > 5 ? real(call, 5) : "0.0";
  return scalar(
    "datetime",
    `CASE WHEN ${whole(3)} BETWEEN 0 AND 23 AND ${whole(4)} BETWEEN 0 AND 59 AND ${second} >= 0 AND ${second} < 60
      THEN epoch_us(TRY_CAST(lpad(${whole(0)}::VARCHAR, 4, '0') || '-' || ${whole(1)} || '-' || ${whole(2)} AS TIMESTAMP)) * 10 + 621355968000000000
        + ${whole(3)} * 36000000000 + ${whole(4)} * 600000000 + round(${second} * 1e7)::BIGINT END`,
  );
}

function makeTimespan(call: Call): Scalar {
  const given = call.args.length;
  const withDays = given === 4;
  const [day, hour, minute, second] = withDays ? [0, 1, 2, 3] : [undefined, 0, 1, 2];
  const days = day === undefined ? "0" : `kql_bounded(${long(call, day)}, 10675198)`;
  const seconds =
    second !== undefined && second < given
      ? `kql_bounded(kql_real_long(round(${real(call, second)} * 1e7)), ${MAX_DATETIME_TICKS})`
      : "0";
  return scalar(
    "timespan",
    `CASE WHEN ${long(call, hour!)} BETWEEN 0 AND 23 AND ${long(call, minute!)} BETWEEN 0 AND 59 THEN (${days} * 864000000000 + ${long(call, hour!)} * 36000000000 + ${long(call, minute!)} * 600000000 + ${seconds}) END`,
  );
}

export const datetimeFamily: FunctionFamily = {
  functions: {
    now,
    ago: (call) => {
      const span = convert(call.arg(0), "timespan");
      const past = scalar("datetime", `kql_datetime_range(${nowScalar.sql} - ${boundedSpan(span)})`, span.nullable);
      return shifted(past, nowScalar, span, -1n);
    },
    startofday: start("day"),
    startofweek: start("week"),
    startofmonth: start("month"),
    startofyear: start("year"),
    endofday: end("day"),
    endofweek: end("week"),
    endofmonth: end("month"),
    endofyear: end("year"),
    dayofweek: (call) => scalar("timespan", `kql_dayofweek(${at(call, 0)})`),
    dayofmonth: part(parts.day!),
    dayofyear: part(parts.dayofyear!),
    monthofyear: part(parts.month!),
    getmonth: part(parts.month!),
    getyear: part(parts.year!),
    hourofday: part(parts.hour!),
    week_of_year: part(parts.week_of_year!, "long"),
    weekofyear: part(parts.week_of_year!, "long"),
    datetime_part: (call) => {
      const name = period(call);
      const sql = parts[name] ?? call.refuse(`with the part '${name}'`);
      return scalar("int", sql(at(call, 1)));
    },
    datetime_diff: difference,
    datetime_add: addition,
    make_datetime: makeDatetime,
    make_timespan: makeTimespan,
    format_datetime: (call) => stringOf(`kql_format_datetime(${at(call, 0)}, ${call.arg(1).sql})`),
    format_timespan: (call) =>
      stringOf(`kql_format_timespan(${convert(call.arg(0), "timespan").sql}, ${call.arg(1).sql})`),
    unixtime_seconds_todatetime: fromUnix("10000000"),
    unixtime_milliseconds_todatetime: fromUnix("10000"),
    unixtime_microseconds_todatetime: fromUnix("10"),
    unixtime_nanoseconds_todatetime: (call) =>
      scalar("datetime", `kql_datetime_range(621355968000000000 + ${long(call, 0)} // 100)`),
    datetime_utc_to_local: (call) =>
      scalar(
        "datetime",
        `kql_datetime_range(kql_ticks(timezone(${call.arg(1).sql}, kql_timestamp(${at(call, 0)})::TIMESTAMPTZ)) + ${at(call, 0)} % 10)`,
      ),
    datetime_local_to_utc: (call) =>
      scalar(
        "datetime",
        `kql_datetime_range(kql_ticks(timezone('UTC', timezone(${call.arg(1).sql}, kql_timestamp(${at(call, 0)})))) + ${at(call, 0)} % 10)`,
      ),
  },
  macros: [
    "kql_timestamp(t) AS make_timestamp((t - 621355968000000000 - t % 10) // 10)",
    "kql_ticks(ts) AS epoch_us(ts) * 10 + 621355968000000000",
    // the last week of the calendar is not complete
    "kql_dayofweek(t) AS CASE WHEN t < 3155374656000000000 THEN (t // 864000000000 + 1) % 7 * 864000000000 END",
    "kql_months(t) AS year(kql_timestamp(t)) * 12 + month(kql_timestamp(t)) - 1",
    "kql_start_day(t, n) AS kql_datetime_range(t - t % 864000000000 + n * 864000000000)",
    "kql_start_week(t, n) AS kql_datetime_range(t - (t + 864000000000) % 6048000000000 + n * 6048000000000)",
    "kql_month_start(m) AS CASE WHEN m BETWEEN 12 AND 119999 THEN kql_ticks(make_timestamp(m // 12, m % 12 + 1, 1, 0, 0, 0.0)) WHEN m = 120000 THEN 3155378976000000000 END",
    "kql_start_month(t, n) AS kql_month_start(kql_months(t) + n)",
    "kql_start_year(t, n) AS kql_month_start((year(kql_timestamp(t)) + n) * 12)",
    "kql_add_months(t, n) AS CASE WHEN kql_months(t) + n BETWEEN 12 AND 119999 THEN kql_ticks(kql_timestamp(t) + to_months(n::INTEGER)) + t % 10 END",
  ],
  scripts: [
    { name: "kql_format_datetime", parameters: ["BIGINT", "VARCHAR"], returns: "VARCHAR", run: formatDatetimeText },
    { name: "kql_format_timespan", parameters: ["BIGINT", "VARCHAR"], returns: "VARCHAR", run: formatTimespanText },
  ],
};

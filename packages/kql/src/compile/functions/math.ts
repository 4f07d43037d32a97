import { type Scalar, scalar } from "../../plan/scalar";
import { convert } from "../convert";
import type { CompileCall, FunctionFamily } from "../family";
import type { Call } from "../scope";
import { long, ofReals, real } from "./helpers";

const whole = (value: Scalar): boolean => value.type === "int" || value.type === "long";
const ticks = (value: Scalar): boolean => value.type === "datetime" || value.type === "timespan";

/** `bin(value, size)`: down to a multiple of the size, also for negatives. */
function bin(call: Call): Scalar {
  const raw = call.arg(0);
  const value = raw.type === "dynamic" ? convert(raw, call.type) : raw;
  const size = call.arg(1);
  if (whole(value) && whole(size)) return scalar("long", `kql_bin(${value.sql}, ${size.sql})`, value.nullable);
  if (ticks(value)) {
    const literal = size.literal?.value;
    if (value.type === "datetime" && typeof literal === "bigint" && literal > 0n) {
      const binned = scalar("datetime", `(${value.sql} - ${value.sql} % ${literal})`, value.nullable);
      const isOfNow = value.fromNow !== undefined && value.binOfNow === undefined;
      return isOfNow ? { ...binned, fromNow: value.fromNow, binOfNow: literal } : binned;
    }
    return scalar(value.type, `kql_bin(${value.sql}, ${size.sql})`);
  }
  return scalar("real", `kql_bin_real(${convert(value, "real").sql}, ${convert(size, "real").sql})`);
}

function binAt(call: Call): Scalar {
  const [value, size, at] = [call.arg(0), call.arg(1), call.arg(2)];
  if (ticks(value) || (whole(value) && whole(size) && whole(at))) {
    return scalar(value.type, `(kql_bin(${value.sql} - ${at.sql}, ${size.sql}) + ${at.sql})`);
  }
  return scalar("real", `(kql_bin_real(${real(call, 0)} - ${real(call, 2)}, ${real(call, 1)}) + ${real(call, 2)})`);
}

const round: CompileCall = (call) => {
  const value = call.arg(0);
  if (whole(value) && call.args.length < 2) return scalar("real", convert(value, "real").sql, value.nullable);
  const digits = call.args.length > 1 ? long(call, 1) : "0::BIGINT";
  return scalar("real", `kql_round(${real(call, 0)}, ${digits})`);
};

/** Bitwise functions over longs. */
const bits =
  (sql: (...args: string[]) => string): CompileCall =>
  (call) =>
    scalar("long", sql(...call.args.map((_, index) => long(call, index))));

const keepsWhole =
  (wholeSql: (v: string) => string, realSql: (v: string) => string): CompileCall =>
  (call) => {
    const value = call.arg(0);
    if (whole(value) || value.type === "timespan")
      return scalar(value.type === "int" ? "long" : value.type, wholeSql(value.sql), value.nullable);
    return value.type === "decimal" ? scalar("decimal", realSql(value.sql)) : scalar("real", realSql(real(call, 0)));
  };

export const math: FunctionFamily = {
  functions: {
    bin,
    floor: bin,
    bin_at: binAt,
    round,
    ceiling: (call) => {
      const value = call.arg(0);
      return whole(value) ? scalar("long", value.sql, value.nullable) : scalar("real", `ceil(${real(call, 0)})`);
    },
    abs: keepsWhole(
      (v) => `CASE WHEN ${v} < 0 THEN kql_subtract_wide(0::BIGINT, ${v}) ELSE ${v} END`,
      (v) => `abs(${v})`,
    ),
    sign: (call) => scalar("real", `sign(${real(call, 0)})::DOUBLE`),
    sqrt: ofReals("kql_sqrt"),
    exp: ofReals("exp"),
    exp2: (call) => scalar("real", `pow(2e0, ${real(call, 0)})`),
    exp10: (call) => scalar("real", `pow(10e0, ${real(call, 0)})`),
    log: ofReals("kql_log"),
    log2: (call) => scalar("real", `kql_log_base(${real(call, 0)}, 'log2')`),
    log10: (call) => scalar("real", `kql_log_base(${real(call, 0)}, 'log10')`),
    pow: ofReals("pow"),
    sin: ofReals("kql_sin"),
    cos: ofReals("kql_cos"),
    tan: ofReals("kql_tan"),
    cot: ofReals("kql_cot"),
    asin: ofReals("kql_asin"),
    acos: ofReals("kql_acos"),
    atan: ofReals("atan"),
    atan2: ofReals("atan2"),
    degrees: ofReals("degrees"),
    radians: ofReals("radians"),
    pi: () => scalar("real", "pi()", false),
    gamma: ofReals("kql_gamma"),
    loggamma: ofReals("kql_loggamma"),
    isnan: (call) => scalar("bool", `isnan(${real(call, 0)})`),
    isinf: (call) => scalar("bool", `isinf(${real(call, 0)})`),
    isfinite: (call) => scalar("bool", `isfinite(${real(call, 0)})`),
    rand: (call) =>
      call.args.length > 0
        ? scalar("real", `floor(random() * ${real(call, 0)})`, false)
        : scalar("real", "random()", false),
    binary_and: bits((a, b) => `(${a} & ${b})`),
    binary_or: bits((a, b) => `(${a} | ${b})`),
    binary_xor: bits((a, b) => `xor(${a}, ${b})`),
    binary_not: bits((a) => `(~${a})`),
    binary_shift_left: bits((a, n) => `kql_shift_left(${a}, ${n})`),
    binary_shift_right: bits((a, n) => `CASE WHEN ${n} >= 0 THEN ${a} >> (${n} % 64) END`),
    bitset_count_ones: bits((a) => `bit_count(${a})`),
    hash_many: (call) => call.refuse("is not supported: its hash is not documented"),
  },
  macros: [
    "kql_shift_left(x, n) AS CASE WHEN n >= 0 THEN kql_wrap(((x::HUGEINT & 18446744073709551615::HUGEINT) << (n % 64)::INTEGER) & 18446744073709551615::HUGEINT) END",
    "kql_bin(x, n) AS CASE WHEN n <= 0 THEN NULL WHEN x % n >= 0 THEN x - x % n WHEN x >= -9223372036854775808 + n THEN x - x % n - n END",
    "kql_bin_real(x, n) AS CASE WHEN n <= 0 THEN NULL ELSE floor(x / n) * n END",
    "kql_round(x, n) AS CASE WHEN n >= 0 THEN round(x, n::INTEGER) ELSE round(x / pow(10, -n)) * pow(10, -n) END",
    "kql_sqrt(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE ELSE sqrt(x) END",
    "kql_log(x) AS CASE WHEN x > 0 THEN ln(x) WHEN x = 0 THEN '-inf'::DOUBLE WHEN isnan(x) THEN x END",
    "kql_log_base(x, base) AS CASE WHEN x > 0 THEN CASE base WHEN 'log2' THEN log2(x) ELSE log10(x) END WHEN x = 0 THEN '-inf'::DOUBLE WHEN isnan(x) THEN x END",
    "kql_asin(x) AS CASE WHEN abs(x) <= 1 THEN asin(x) WHEN isnan(x) THEN x END",
    "kql_acos(x) AS CASE WHEN abs(x) <= 1 THEN acos(x) WHEN isnan(x) THEN x END",
    // DuckDB fails where the functions below have no value: a single row would end the query.
    "kql_sin(x) AS CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE sin(x) END",
    "kql_cos(x) AS CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE cos(x) END",
    "kql_tan(x) AS CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE tan(x) END",
    "kql_cot(x) AS CASE WHEN isinf(x) THEN 'nan'::DOUBLE WHEN x = 0 THEN 1 / x ELSE cot(x) END",
    "kql_gamma(x) AS CASE WHEN x > 171.7 OR x = 0 THEN 'inf'::DOUBLE WHEN x < 0 AND (isinf(x) OR x = floor(x)) THEN 'nan'::DOUBLE ELSE gamma(x) END",
    "kql_loggamma(x) AS CASE WHEN isinf(x) OR (x <= 0 AND x = floor(x)) THEN 'inf'::DOUBLE ELSE lgamma(x) END",
    `kql_range_end(a, b, step) AS kql_nearest_long(CASE WHEN step > 0 THEN least(b::HUGEINT + 1, a::HUGEINT + 1048576 * step::HUGEINT)
      ELSE greatest(b::HUGEINT - 1, a::HUGEINT + 1048576 * step::HUGEINT) END)`,
    "kql_nearest_long(x) AS greatest(-9223372036854775808, least(9223372036854775807, x))::BIGINT",
  ],
};

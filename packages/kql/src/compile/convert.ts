import { nullScalar, type Scalar, scalar, stringLiteral, textOrEmpty } from "../plan/scalar";
import { quoted } from "../plan/sql";
import type { KqlType } from "../types";
import { formatDatetime, parseDatetime } from "../values/datetime";
import { formatTimespan, parseTimespan } from "../values/timespan";
import type { FunctionFamily } from "./family";

const ticksPath: ReadonlySet<KqlType> = new Set(["datetime", "timespan"]);
const numeric: ReadonlySet<KqlType> = new Set(["int", "long", "real", "decimal"]);
const whole: ReadonlySet<KqlType> = new Set(["int", "long", "datetime", "timespan"]);

export const isNumeric = (type: KqlType): boolean => numeric.has(type);

/** `tostring()`: Kusto's text form of a value, '' for null. */
export function toText(value: Scalar): Scalar {
  const { sql, type } = value;
  switch (type) {
    case "string":
      return value;
    case "bool":
      return scalar("string", `CASE ${sql} WHEN true THEN 'True' WHEN false THEN 'False' ELSE '' END`);
    case "real":
      return textOrEmpty(`kql_real_text(${sql})`);
    case "datetime":
      return value.literal
        ? stringLiteral(formatDatetime(value.literal.value as bigint))
        : textOrEmpty(`kql_datetime_text(${sql})`);
    case "timespan":
      return value.literal
        ? stringLiteral(formatTimespan(value.literal.value as bigint))
        : textOrEmpty(`kql_timespan_text(${sql})`);
    case "dynamic":
      return textOrEmpty(dynamicText(value));
    case "decimal":
      return textOrEmpty(`kql_decimal_text(${sql})`);
    default:
      return textOrEmpty(`${sql}::VARCHAR`);
  }
}

/** The text of a dynamic value, NULL for null: a string's characters, other values' JSON. */
export function dynamicText({ sql, extraction }: Scalar): string {
  return extraction
    ? `json_extract_string(${extraction.base}, ${quoted(extraction.path)})`
    : `json_extract_string(${sql}, '$')`;
}

/** Converts as the `to…()` functions do: what cannot be converted becomes null. */
export function convert(value: Scalar, to: KqlType): Scalar {
  if (value.type === to) return value;
  if (to === "string") return toText(value);
  if (value.isNull && value.literal === undefined) return nullScalar(to);
  const { sql, type } = value;
  const from = type === "string" ? fromText(value, to) : type === "dynamic" ? fromDynamic(sql, to) : undefined;
  if (from) return from;
  if (type === "guid" && to !== "dynamic") return nullScalar(to);
  switch (to) {
    case "bool":
      return numeric.has(type) ? scalar("bool", `(${sql} <> 0)`, value.nullable) : nullScalar("bool");
    case "int":
      return type === "long" || type === "datetime" || type === "timespan"
        ? scalar("int", `kql_wrap_int(${sql})`, value.nullable)
        : toWhole(value, "int");
    case "long":
      return toWhole(value, "long");
    case "real":
      return type === "bool"
        ? scalar("real", `${sql}::BIGINT::DOUBLE`, value.nullable)
        : scalar("real", `(${sql})::DOUBLE`, value.nullable);
    case "decimal":
      return scalar("decimal", type === "real" ? `kql_real_decimal(${sql})` : `TRY_CAST(${sql} AS DECIMAL(38,18))`);
    case "datetime":
    case "timespan":
      return whole.has(type) ? scalar(to, sql, value.nullable) : scalar(to, `kql_real_long(${sql}::DOUBLE)`);
    case "dynamic":
      return toDynamic(value);
    case "guid":
      return nullScalar("guid");
  }
}

/** A count, such as the argument of `take`. */
export const toLong = (value: Scalar): Scalar => convert(value, "long");

function toWhole(value: Scalar, to: "int" | "long"): Scalar {
  if (whole.has(value.type)) return scalar(to, value.sql, value.nullable);
  if (value.type === "bool") return scalar(to, `(${value.sql})::BIGINT`, value.nullable);
  return scalar(to, `kql_real_${to}((${value.sql})::DOUBLE)`);
}

function fromText(value: Scalar, to: KqlType): Scalar {
  const { sql, literal } = value;
  const text = typeof literal?.value === "string" ? literal.value : undefined;
  switch (to) {
    case "datetime": {
      const ticks = text === undefined ? undefined : parseDatetime(text);
      if (ticks !== undefined) return { ...scalar(to, `${ticks}::BIGINT`, false), literal: { value: ticks } };
      return scalar(to, `kql_parse_datetime(${sql})`);
    }
    case "timespan": {
      const ticks = text === undefined ? undefined : parseTimespan(text);
      if (ticks !== undefined) return { ...scalar(to, `${ticks}::BIGINT`, false), literal: { value: ticks } };
      return scalar(to, `kql_parse_timespan(${sql})`);
    }
    case "dynamic":
      return scalar("dynamic", `to_json(${sql})`, false);
    default:
      return scalar(to, `kql_parse_${to}(${sql})`);
  }
}

function fromDynamic(sql: string, to: KqlType): Scalar {
  if (to === "datetime" || to === "timespan" || to === "guid" || to === "decimal") {
    return fromText(textOrEmpty(`json_extract_string(${sql}, '$')`), to);
  }
  return scalar(to, `kql_dynamic_${to}(${sql})`);
}

/** Any value as it lies inside a dynamic one. */
export function toDynamic(value: Scalar): Scalar {
  const { sql, type } = value;
  switch (type) {
    case "dynamic":
      return value;
    case "datetime":
    case "timespan":
      return scalar("dynamic", `to_json(kql_${type}_text(${sql}))`, value.nullable);
    case "real":
      return scalar("dynamic", `kql_real_json(${sql})`, value.nullable);
    case "decimal":
      return scalar("dynamic", `to_json(kql_decimal_text(${sql}))`, value.nullable);
    default:
      return scalar("dynamic", `to_json(${sql})`, value.nullable);
  }
}

/** Whether both types hold ticks or plain whole numbers, so that values compare as they are stored. */
export const sameStorage = (a: KqlType, b: KqlType): boolean =>
  a === b || (whole.has(a) && whole.has(b) && ticksPath.has(a) === ticksPath.has(b));

/** Kusto's have 34 digits. */
export const decimalTooLarge = "a decimal number here has at most 20 digits before the point";

const numberPattern = quoted("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
const isoPattern = quoted("\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,7})?)?Z?");

/** What conversions need inside DuckDB. */
export const conversions: FunctionFamily = {
  functions: {},
  macros: [
    "kql_wrap_int(x) AS CASE WHEN x BETWEEN -2147483648 AND 2147483647 THEN x ELSE ((((x & 4294967295) + 2147483648) & 4294967295) - 2147483648) END",
    "kql_real_long(x) AS CASE WHEN x = 9223372036854775808.0 THEN 9223372036854775807 WHEN x BETWEEN -9223372036854775808.0 AND 9223372036854775808.0 THEN trunc(x)::BIGINT END",
    "kql_real_int(x) AS CASE WHEN trunc(x) BETWEEN -2147483648 AND 2147483647 THEN trunc(x)::INTEGER END",
    `kql_real_text(x) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'inf' ELSE '-inf' END
      WHEN abs(x) >= 1e15 OR (abs(x) < 1e-4 AND x <> 0) THEN kql_real_text_far(x) ELSE x::VARCHAR END`,
    "kql_real_json(x) AS CASE WHEN isnan(x) THEN '\"NaN\"'::JSON WHEN isinf(x) THEN CASE WHEN x > 0 THEN '\"Infinity\"' ELSE '\"-Infinity\"' END::JSON ELSE to_json(x) END",
    "kql_decimal_text(x) AS CASE WHEN x IS NULL THEN NULL ELSE regexp_replace(x::VARCHAR, '\\.?0+$', '') END",
    `kql_datetime_text(t) AS strftime(make_timestamp((t - 621355968000000000) // 10 - CASE WHEN t < 621355968000000000 AND t % 10 <> 0 THEN 1 ELSE 0 END), '%Y-%m-%dT%H:%M:%S.%f') || (t % 10)::VARCHAR || 'Z'`,
    `kql_timespan_text(t) AS CASE WHEN t = -9223372036854775808 THEN '-10675199.02:48:05.4775808' ELSE CASE WHEN t < 0 THEN '-' ELSE '' END
      || CASE WHEN abs(t) >= 864000000000 THEN (abs(t) // 864000000000)::VARCHAR || '.' ELSE '' END
      || lpad((abs(t) // 36000000000 % 24)::VARCHAR, 2, '0') || ':' || lpad((abs(t) // 600000000 % 60)::VARCHAR, 2, '0')
      || ':' || lpad((abs(t) // 10000000 % 60)::VARCHAR, 2, '0')
      || CASE WHEN t % 10000000 = 0 THEN '' ELSE '.' || lpad((abs(t) % 10000000)::VARCHAR, 7, '0') END END`,
    `kql_parse_long(s) AS CASE WHEN regexp_full_match(trim(s, ' \t\r\n'), '[+-]?[0-9]+') THEN TRY_CAST(trim(s, ' \t\r\n') AS BIGINT)
      WHEN regexp_full_match(trim(s, ' \t\r\n'), '0[xX][0-9a-fA-F]{1,16}') THEN kql_parse_hex(s) END`,
    `kql_parse_int(s) AS CASE WHEN kql_parse_long(s) BETWEEN -2147483648 AND 2147483647 THEN kql_parse_long(s) END`,
    `kql_parse_real(s) AS CASE WHEN regexp_full_match(trim(s, ' \t\r\n'), ${numberPattern})
      THEN coalesce(TRY_CAST(trim(s, ' \t\r\n') AS DOUBLE), kql_parse_real_far(s))
      ELSE CASE trim(s, ' \t\r\n') WHEN 'NaN' THEN 'nan'::DOUBLE WHEN 'nan' THEN 'nan'::DOUBLE WHEN 'inf' THEN 'inf'::DOUBLE WHEN 'Inf' THEN 'inf'::DOUBLE
      WHEN '+inf' THEN 'inf'::DOUBLE WHEN '-inf' THEN '-inf'::DOUBLE WHEN 'Infinity' THEN 'inf'::DOUBLE
      WHEN '+Infinity' THEN 'inf'::DOUBLE WHEN '-Infinity' THEN '-inf'::DOUBLE END END`,
    `kql_parse_bool(s) AS CASE WHEN lower(s) = 'true' THEN true WHEN lower(s) = 'false' THEN false ELSE kql_parse_long(s) <> 0 END`,
    `kql_parse_decimal(s) AS CASE WHEN regexp_full_match(trim(s), ${numberPattern}) THEN coalesce(TRY_CAST(trim(s) AS DECIMAL(38,18)), error(${quoted(decimalTooLarge)})) END`,
    `kql_real_decimal(x) AS CASE WHEN abs(x) >= 1e20 AND isfinite(x) THEN error(${quoted(decimalTooLarge)}) ELSE TRY_CAST(x AS DECIMAL(38,18)) END`,
    `kql_parse_guid(s) AS CASE WHEN regexp_full_match(lower(trim(s, ' {}')), '[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}') THEN lower(trim(s, ' {}'))
      WHEN regexp_full_match(lower(replace(trim(s, ' {}'), '-', '')), '[0-9a-f]{32}')
      THEN regexp_replace(lower(replace(trim(s, ' {}'), '-', '')), '(.{8})(.{4})(.{4})(.{4})(.{12})', '\\1-\\2-\\3-\\4-\\5') END`,
    `kql_parse_datetime(s) AS CASE WHEN regexp_full_match(s, ${isoPattern}) AND TRY_CAST(s[:19] AS TIMESTAMP) IS NOT NULL
      THEN epoch_us(TRY_CAST(s[:19] AS TIMESTAMP)) * 10 + 621355968000000000 + CASE WHEN s[20:20] = '.' THEN rpad(rtrim(s[21:], 'Z'), 7, '0')::BIGINT ELSE 0 END
      WHEN s = '' THEN NULL ELSE kql_parse_datetime_any(s) END`,
    "kql_parse_timespan(s) AS kql_parse_timespan_any(s)",
    `kql_dynamic_long(d) AS CASE json_type(d) WHEN 'UBIGINT' THEN TRY_CAST(d AS BIGINT) WHEN 'BIGINT' THEN TRY_CAST(d AS BIGINT)
      WHEN 'DOUBLE' THEN kql_real_long(TRY_CAST(d AS DOUBLE)) WHEN 'BOOLEAN' THEN (d = 'true')::BIGINT WHEN 'VARCHAR' THEN kql_parse_long(json_extract_string(d, '$')) END`,
    `kql_dynamic_int(d) AS CASE json_type(d) WHEN 'VARCHAR' THEN kql_parse_int(json_extract_string(d, '$')) ELSE kql_wrap_int(kql_dynamic_long(d)) END`,
    `kql_dynamic_real(d) AS CASE json_type(d) WHEN 'UBIGINT' THEN TRY_CAST(d AS DOUBLE) WHEN 'BIGINT' THEN TRY_CAST(d AS DOUBLE)
      WHEN 'DOUBLE' THEN TRY_CAST(d AS DOUBLE) WHEN 'BOOLEAN' THEN (d = 'true')::BIGINT::DOUBLE WHEN 'VARCHAR' THEN kql_parse_real(json_extract_string(d, '$')) END`,
    `kql_dynamic_bool(d) AS CASE json_type(d) WHEN 'BOOLEAN' THEN d = 'true' WHEN 'VARCHAR' THEN kql_parse_bool(json_extract_string(d, '$')) ELSE kql_dynamic_real(d) <> 0 END`,
  ],
  scripts: [
    { name: "kql_real_text_far", parameters: ["DOUBLE"], returns: "VARCHAR", run: farRealText },
    { name: "kql_parse_real_far", parameters: ["VARCHAR"], returns: "DOUBLE", run: (s: string) => Number(s) },
    {
      name: "kql_parse_hex",
      parameters: ["VARCHAR"],
      returns: "BIGINT",
      run: (s: string) => BigInt.asIntN(64, BigInt(s.trim())),
    },
    { name: "kql_parse_datetime_any", parameters: ["VARCHAR"], returns: "BIGINT", run: parseDatetime },
    { name: "kql_parse_timespan_any", parameters: ["VARCHAR"], returns: "BIGINT", run: parseTimespan },
  ],
};

/** Very large and very small numbers, as .NET writes them: `1E+20`, `1E-05`. */
function farRealText(value: number): string {
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const size = Math.abs(Number(exponent));
  return `${mantissa}E${Number(exponent) < 0 ? "-" : "+"}${String(size).padStart(2, "0")}`;
}

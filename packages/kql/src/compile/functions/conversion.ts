import { nullScalar, scalar } from "../../plan/scalar";
import type { KqlType } from "../../types";
import { convert, toText } from "../convert";
import type { CompileCall, FunctionFamily } from "../family";
import { dynamic, long, stringOf, sureString } from "./helpers";

const to =
  (type: KqlType): CompileCall =>
  (call) =>
    convert(call.arg(0), type);

/** `todynamic()` of text parses JSON; text that is none becomes a dynamic string. */
const parseJson: CompileCall = (call) => {
  const value = call.arg(0);
  if (value.type === "dynamic") return value;
  if (value.type !== "string") return convert(value, "dynamic");
  const known = value.literal?.value;
  if (known === "") return nullScalar("dynamic");
  return scalar("dynamic", `kql_parse_json(${value.sql})`);
};

const typeNames: Readonly<Record<string, string>> = { bool: "bool" };

/** RE2 for tokens that are no JSON. */
const lax = "(?i)(?:^|[\\[:,])\\s*[-+]?(?:nan|inf(?:inity)?)\\s*(?:[,\\]}]|$)|,\\s*[\\]}]";

export const conversion: FunctionFamily = {
  functions: {
    tostring: to("string"),
    toint: to("int"),
    tolong: to("long"),
    toreal: to("real"),
    todouble: to("real"),
    todecimal: to("decimal"),
    tobool: to("bool"),
    toboolean: to("bool"),
    todatetime: to("datetime"),
    totimespan: to("timespan"),
    totime: to("timespan"),
    toguid: to("guid"),
    parse_json: parseJson,
    parsejson: parseJson,
    todynamic: parseJson,
    toobject: parseJson,
    tohex: (call) => {
      const value = call.arg(0);
      const number = value.type === "int" ? `(${value.sql} & 4294967295)` : long(call, 0);
      return stringOf(`kql_hex(${number}, ${call.args.length > 1 ? long(call, 1) : "0"})`);
    },
    gettype: (call) => {
      const value = call.arg(0);
      if (value.type === "dynamic") return sureString(`kql_type_name(${value.sql})`);
      return sureString(`'${typeNames[value.type] ?? value.type}'`);
    },
    dynamic_to_json: (call) => stringOf(`kql_sorted_json(${dynamic(call, 0)}::VARCHAR)`),
    tolower: (call) => sureString(`lower(${toText(call.arg(0)).sql})`),
    toupper: (call) => sureString(`upper(${toText(call.arg(0)).sql})`),
  },
  macros: [
    "kql_hex(x, n) AS CASE WHEN n > 10000 THEN error('tohex() of more than 10,000 digits') ELSE lpad(lower(to_hex(x)), greatest(n, length(to_hex(x)))::INTEGER, '0') END",
    `kql_parse_json(s) AS CASE WHEN s = '' THEN NULL WHEN json_valid(s) AND NOT kql_lax_json(s) THEN kql_not_null(json(s)) ELSE to_json(s) END`,
    // What DuckDB takes for JSON and is none: NaN and infinities, and a comma before the end. CASE looks into texts only where one may be.
    `kql_lax_json(s) AS CASE WHEN regexp_matches(s, '${lax}') THEN regexp_matches(regexp_replace(s, '"(?:[^"\\\\]|\\\\.)*"', '""', 'g'), '${lax}') ELSE false END`,
    `kql_type_name(d) AS CASE json_type(d) WHEN 'OBJECT' THEN 'dictionary' WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string'
      WHEN 'UBIGINT' THEN 'long' WHEN 'BIGINT' THEN 'long' WHEN 'DOUBLE' THEN 'double' WHEN 'BOOLEAN' THEN 'bool' ELSE 'null' END`,
  ],
  scripts: [
    {
      name: "kql_sorted_json",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (json: string) => JSON.stringify(sorted(JSON.parse(json))),
    },
  ],
};

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

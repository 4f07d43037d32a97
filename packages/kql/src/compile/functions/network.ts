import { type Scalar, scalar } from "../../plan/scalar";
import {
  type Address,
  cidrList,
  compareAddresses,
  formatIpv4,
  formatIpv6,
  inRange,
  network,
  parseIpv4,
  parseIpv6,
  privateIpv4,
} from "../../values/ip";
import { convert, toDynamic } from "../convert";
import type { CompileCall, FunctionFamily, ScriptFunction } from "../family";
import type { Call } from "../scope";
import { long, stringOf, sureBool, text } from "./helpers";

interface Protocol {
  readonly name: "ipv4" | "ipv6";
  readonly width: number;
  readonly parse: (text: string) => Address | undefined;
}

const v4: Protocol = { name: "ipv4", width: 32, parse: parseIpv4 };
const v6: Protocol = { name: "ipv6", width: 128, parse: (text) => parseIpv6(text) };

const prefixOf = (call: Call, index: number): string => (index < call.args.length ? long(call, index) : "-1::BIGINT");

/** The ranges of `…_is_in_any_range`: arguments one by one, or a dynamic array. */
const list = (call: Call, from: number): string =>
  `to_json(flatten([${call.args
    .slice(from)
    .map((arg) => (arg.type === "dynamic" ? `kql_items(${arg.sql})` : `[${toDynamic(arg).sql}]`))
    .join(", ")}]))::VARCHAR`;

const functionsOf = ({ name }: Protocol): Record<string, CompileCall> => ({
  [`${name}_compare`]: (call) =>
    scalar("long", `kql_${name}_compare(${text(call, 0)}, ${text(call, 1)}, ${prefixOf(call, 2)})`),
  [`${name}_is_match`]: (call) =>
    scalar("bool", `(kql_${name}_compare(${text(call, 0)}, ${text(call, 1)}, ${prefixOf(call, 2)}) = 0)`),
  [`${name}_is_in_range`]: (call) => scalar("bool", `kql_${name}_is_in_range(${text(call, 0)}, ${text(call, 1)})`),
  [`${name}_is_in_any_range`]: (call) =>
    scalar("bool", `kql_${name}_is_in_any_range(${text(call, 0)}, ${list(call, 1)})`),
});

const scriptsOf = ({ name, width, parse }: Protocol): ScriptFunction[] => [
  {
    name: `kql_${name}_compare`,
    parameters: ["VARCHAR", "VARCHAR", "BIGINT"],
    returns: "BIGINT",
    run: (a: string, b: string, prefix: bigint) => {
      const [x, y] = [parse(a), parse(b)];
      return x && y ? BigInt(compareAddresses(x, y, width, prefix < 0n ? width : Number(prefix))) : null;
    },
  },
  {
    name: `kql_${name}_is_in_range`,
    parameters: ["VARCHAR", "VARCHAR"],
    returns: "BOOLEAN",
    run: (a: string, range: string) => {
      const [x, y] = [parse(a), parse(range)];
      return x && y ? inRange(x, y, width) : null;
    },
  },
  {
    name: `kql_${name}_is_in_any_range`,
    parameters: ["VARCHAR", "VARCHAR"],
    returns: "BOOLEAN",
    run: (a: string, ranges: string) => {
      const address = parse(a);
      if (!address) return null;
      const all = (JSON.parse(ranges) as unknown[]).map((range) => parse(String(range)));
      return all.some((range) => range !== undefined && inRange(address, range, width));
    },
  },
];

const addressPattern = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?![\w]|\.\d)/g;
const addressesIn = (source: string): string[] =>
  [...source.matchAll(addressPattern)].map((match) => match[1]!).filter((ip) => parseIpv4(ip));

/** `has_ipv4` and its kin: whole addresses, or their beginnings. */
const hasAddress =
  (kind: "address" | "prefix"): CompileCall =>
  (call): Scalar =>
    sureBool(`kql_has_${kind}(${text(call, 0)}, ${list(call, 1)})`);

export const networkFamily: FunctionFamily = {
  functions: {
    ...functionsOf(v4),
    ...functionsOf(v6),
    ipv4_is_private: (call) => scalar("bool", `kql_ipv4_is_private(${text(call, 0)})`),
    ipv4_netmask_suffix: (call) => scalar("long", `kql_ipv4_netmask_suffix(${text(call, 0)})`),
    ipv4_range_to_cidr_list: (call) =>
      scalar("dynamic", `kql_ipv4_cidr_list(${text(call, 0)}, ${text(call, 1)})::JSON`),
    parse_ipv4: (call) => scalar("long", `kql_parse_ipv4(${text(call, 0)}, 32::BIGINT)`),
    parse_ipv4_mask: (call) => scalar("long", `kql_parse_ipv4(${text(call, 0)}, ${long(call, 1)})`),
    parse_ipv6: (call) => stringOf(`kql_parse_ipv6(${text(call, 0)}, 128::BIGINT)`),
    parse_ipv6_mask: (call) => stringOf(`kql_parse_ipv6(${text(call, 0)}, ${long(call, 1)})`),
    format_ipv4: (call) =>
      stringOf(`kql_format_ipv4(${addressText(call)}, ${call.args.length > 1 ? long(call, 1) : "32::BIGINT"}, false)`),
    format_ipv4_mask: (call) =>
      stringOf(`kql_format_ipv4(${addressText(call)}, ${call.args.length > 1 ? long(call, 1) : "32::BIGINT"}, true)`),
    has_ipv4: hasAddress("address"),
    has_any_ipv4: hasAddress("address"),
    has_ipv4_prefix: hasAddress("prefix"),
    has_any_ipv4_prefix: hasAddress("prefix"),
  },
  scripts: [
    ...scriptsOf(v4),
    ...scriptsOf(v6),
    {
      name: "kql_ipv4_is_private",
      parameters: ["VARCHAR"],
      returns: "BOOLEAN",
      run: (ip: string) => {
        const address = parseIpv4(ip);
        return address ? privateIpv4.some((range) => inRange(address, range, 32)) : null;
      },
    },
    {
      name: "kql_ipv6_prefix",
      parameters: ["VARCHAR"],
      returns: "BIGINT",
      run: (ip: string) => {
        const address = parseIpv6(ip);
        return address ? BigInt(address.prefix) : null;
      },
    },
    {
      name: "kql_ipv4_netmask_suffix",
      parameters: ["VARCHAR"],
      returns: "BIGINT",
      run: (ip: string) => {
        const address = parseIpv4(ip);
        return address ? BigInt(address.prefix) : null;
      },
    },
    {
      name: "kql_ipv4_cidr_list",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (from: string, to: string) => {
        const [a, b] = [parseIpv4(from), parseIpv4(to)];
        return a && b ? JSON.stringify(cidrList(a.bits, b.bits)) : null;
      },
    },
    {
      name: "kql_parse_ipv4",
      parameters: ["VARCHAR", "BIGINT"],
      returns: "BIGINT",
      run: (ip: string, prefix: bigint) => {
        const address = parseIpv4(ip);
        return address && prefix >= 0n && prefix <= 32n
          ? network({ bits: address.bits, prefix: Math.min(address.prefix, Number(prefix)) }, 32)
          : null;
      },
    },
    {
      name: "kql_parse_ipv6",
      parameters: ["VARCHAR", "BIGINT"],
      returns: "VARCHAR",
      run: (ip: string, prefix: bigint) => {
        const address = parseIpv6(ip, true);
        return address
          ? formatIpv6(network({ bits: address.bits, prefix: Math.min(address.prefix, Number(prefix)) }, 128))
          : null;
      },
    },
    {
      name: "kql_format_ipv4",
      parameters: ["VARCHAR", "BIGINT", "BOOLEAN"],
      returns: "VARCHAR",
      run: (ip: string, prefix: bigint, withMask: boolean) => {
        const address = /^\d+$/.test(ip) ? { bits: BigInt(ip), prefix: 32 } : parseIpv4(ip);
        if (!address || prefix < 0n || prefix > 32n || address.bits >> 32n !== 0n) return null;
        const shown = Math.min(address.prefix, Number(prefix));
        return formatIpv4(network({ bits: address.bits, prefix: shown }, 32)) + (withMask ? `/${shown}` : "");
      },
    },
    {
      name: "kql_has_address",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "BOOLEAN",
      run: (source: string, wanted: string) => {
        const found = addressesIn(source);
        return (JSON.parse(wanted) as unknown[]).some(
          (ip) => parseIpv4(String(ip)) !== undefined && found.includes(String(ip)),
        );
      },
    },
    {
      name: "kql_has_prefix",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "BOOLEAN",
      run: (source: string, wanted: string) => {
        const found = addressesIn(source);
        const matches = (ip: string, prefix: string): boolean =>
          prefix.endsWith(".") ? ip.startsWith(prefix) : ip === prefix;
        return (JSON.parse(wanted) as unknown[]).some((prefix) => found.some((ip) => matches(ip, String(prefix))));
      },
    },
  ],
};

const addressText = (call: Call): string => {
  const value = call.arg(0);
  return value.type === "string" ? value.sql : `${convert(value, "long").sql}::VARCHAR`;
};

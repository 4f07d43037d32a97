/** An address with the number of its leading bits that count. */
export interface Address {
  readonly bits: bigint;
  readonly prefix: number;
}

const mask = (width: number, prefix: number): bigint => ((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix);

/** Reads `1.2.3.4` or `1.2.3.0/24`. */
export function parseIpv4(text: string): Address | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (octets.some((octet) => octet > 255) || prefix > 32) return undefined;
  return { bits: octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n), prefix };
}

/**
 * Reads an IPv6 address, or an IPv4 one as the IPv6 address it is mapped to; with or without a prefix.
 * @param dottedPrefix whether the prefix of `::1.2.3.4/24` counts bits of the IPv4 part */
export function parseIpv6(text: string, dottedPrefix = false): Address | undefined {
  const v4 = parseIpv4(text);
  if (v4) return { bits: (0xffffn << 32n) | v4.bits, prefix: v4.prefix + 96 };
  const [address = "", prefixText] = text.trim().split("/");
  const prefix = prefixText === undefined ? 128 : Number(prefixText);
  if (!/^[0-9a-f:.]+$/i.test(address) || !address.includes(":") || !(prefix >= 0 && prefix <= 128)) return undefined;
  const groups = groupsOf(address);
  const counted =
    dottedPrefix && address.includes(".") && prefixText !== undefined && prefix <= 32 ? prefix + 96 : prefix;
  return groups && { bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n), prefix: counted };
}

function groupsOf(address: string): number[] | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const v4 = embedded && parseIpv4(embedded[2]!);
  if (embedded && !v4) return undefined;
  const text = v4 ? `${embedded[1]}${(v4.bits >> 16n).toString(16)}:${(v4.bits & 0xffffn).toString(16)}` : address;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[] | undefined];
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  const all = tail ? [...head, ...Array.from({ length: missing }, () => "0"), ...tail] : head;
  return all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? all.map((group) => Number.parseInt(group, 16))
    : undefined;
}

/** Compares the leading bits that count in both, and in `prefix`: -1, 0 or 1. */
export function compareAddresses(a: Address, b: Address, width: number, prefix = width): number {
  const shared = mask(width, Math.min(a.prefix, b.prefix, prefix));
  const [x, y] = [a.bits & shared, b.bits & shared];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Whether an address lies in a range. */
export const inRange = (address: Address, range: Address, width: number): boolean =>
  (address.bits & mask(width, range.prefix)) === (range.bits & mask(width, range.prefix)) &&
  address.prefix >= range.prefix;

/** Only the bits that count. */
export const network = ({ bits, prefix }: Address, width: number): bigint => bits & mask(width, prefix);

export const formatIpv4 = (bits: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join(".");

/** All eight groups, four digits each. */
export const formatIpv6 = (bits: bigint): string =>
  Array.from({ length: 8 }, (_, n) => ((bits >> BigInt(112 - 16 * n)) & 0xffffn).toString(16).padStart(4, "0")).join(
    ":",
  );

/** The networks that private addresses are in. */
export const privateIpv4 = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((range) => parseIpv4(range)!);

/** The fewest networks that cover a range of addresses. */
export function cidrList(from: bigint, to: bigint): string[] {
  const found: string[] = [];
  for (let at = from; at <= to; ) {
    let size = 0;
    while (size < 32 && (at & ((1n << BigInt(size + 1)) - 1n)) === 0n && at + (1n << BigInt(size + 1)) - 1n <= to)
      size++;
    found.push(`${formatIpv4(at)}/${32 - size}`);
    at += 1n << BigInt(size);
  }
  return found;
}

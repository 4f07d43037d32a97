/** A kind of value: how it is read, and what is said of another one. */
export interface Kind {
  /** @returns undefined for a value that cannot be meant */
  readonly read: (value: unknown) => string | number | boolean | undefined;
  /** completes "write …" */
  readonly wanted: string;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Names of this machine: https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

export const isGuid = (value: unknown): value is string => typeof value === "string" && guid.test(value);
/** Whether a host is this machine and no other. */
export const isLoopback = (host: string): boolean => loopback.test(host);

const whole = (value: unknown): number | undefined => {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

const filled = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

/** The kinds there are. */
export const kinds = {
  text: { read: filled, wanted: "a text" },
  guid: { read: (value) => (isGuid(value) ? value.toLowerCase() : undefined), wanted: "a GUID" },
  rule: {
    read: (value) => (/^dcr-[0-9a-f-]+$/i.test(String(value)) ? String(value) : undefined),
    wanted: "the immutable id of a data collection rule, dcr-…",
  },
  address: {
    read: (value) => (isAddress(value) ? value.replace(/\/+$/, "") : undefined),
    wanted: "an address that begins with https:// (http:// on this machine only), without query",
  },
  identity: {
    read: (value) => (value === "managed" || value === "workload" ? value : undefined),
    wanted: "managed or workload",
  },
  flag: {
    read: (value) => (typeof value === "boolean" ? value : ({ true: true, false: false } as const)[String(value)]),
    wanted: "true or false",
  },
  port: {
    read: (value) => {
      // YAML 1.1 readers take `off` for false.
      if (value === "off" || value === false) return -1;
      const port = whole(value);
      return port !== undefined && port <= 65_535 ? port : undefined;
    },
    wanted: "a port from 0 (any that is free) to 65535, or off",
  },
  amount: { read: (value) => whole(value) || undefined, wanted: "a whole number above 0" },
} as const satisfies Readonly<Record<string, Kind>>;

/** A token in the clear is for nobody but this machine. */
function isAddress(value: unknown): value is string {
  if (typeof value !== "string" || !URL.canParse(value) || /[?#\s]/.test(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

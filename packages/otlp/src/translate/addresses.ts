/** What an address of http says: host and port. */
export interface Authority {
  readonly host: string;
  readonly port: string;
}

/** Host and port of an address; undefined for any other text. */
export function authorityOf(address: string): Authority | undefined {
  const match = /^(https?):\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]+)(?::(\d+))?/i.exec(address);
  if (!match) return undefined;
  return { host: match[2]!, port: match[3] ?? (match[1]!.toLowerCase() === "https" ? "443" : "80") };
}

/** `host:8443` in its parts, as the older names give a host. */
export function hostAndPort(text: string): { host: string; port: string | undefined } {
  const match = /^(\[[^\]]*\]|[^:]+):(\d+)$/.exec(text);
  return match ? { host: match[1]!, port: match[2]! } : { host: text, port: undefined };
}

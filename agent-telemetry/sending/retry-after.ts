/** Nobody is believed who asks for more: an hour. */
const longest = 3_600_000;

/** The wait that a `Retry-After` header asks for, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(longest, Math.max(0, wait));
}

/** Nobody is believed who asks for more: an hour. */
const longest = 3_600_000;

/**
 * The wait that a `Retry-After` header asks for, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). A date is
 * compared with the answer's own where it has one, so that a wrong clock here does not matter.
 * @param date the answer's `Date` header
 */
export function retryAfter(header: string | null, date: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const theirs = Date.parse(date ?? "");
  const from = Number.isNaN(theirs) ? now.getTime() : theirs;
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - from;
  return Number.isNaN(wait) ? undefined : Math.min(longest, Math.max(0, wait));
}

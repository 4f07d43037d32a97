/** RFC 9110, 5.6.7: every form of an HTTP date begins with the day of the week; the oldest does not say GMT. */
const httpDate = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /;

/**
 * The wait that a `Retry-After` header asks for (RFC 9110, 10.2.3), in milliseconds and never negative: seconds, or an
 * HTTP date. A date is compared with the answer's own where it has one, so that a wrong clock here does not matter.
 * @param date the answer's `Date` header
 * @returns undefined where there is none, or nothing that can be read
 */
export function retryAfter(
  header: string | null | undefined,
  now: Date,
  date?: string | null | undefined,
): number | undefined {
  const asked = (header ?? "").trim();
  if (/^\d+$/.test(asked)) return Number(asked) * 1000;
  const until = instant(asked);
  return until === undefined ? undefined : Math.max(0, until - (instant((date ?? "").trim()) ?? now.getTime()));
}

function instant(text: string): number | undefined {
  const time = httpDate.test(text) ? Date.parse(text.endsWith("GMT") ? text : `${text} GMT`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

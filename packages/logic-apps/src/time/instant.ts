/** A date and time in ticks of 100 ns since the year 1, with the knowledge whether it is UTC. */
export interface Instant {
  readonly ticks: bigint;
  /** false when the text named no offset */
  readonly utc: boolean;
}

export const ticksPerMillisecond = 10_000n;
export const ticksPerSecond = 10_000_000n;
export const ticksPerDay = 86_400n * ticksPerSecond;

/** Ticks at 1970-01-01. */
const unixEpoch = 621_355_968_000_000_000n;
/** Ticks after 9999-12-31. */
const end = 3_155_378_976_000_000_000n;

export const inRange = (ticks: bigint): boolean => ticks >= 0n && ticks < end;

export const fromDate = (date: Date): Instant => ({ ticks: fromMilliseconds(date.getTime()), utc: true });

export const fromMilliseconds = (milliseconds: number): bigint =>
  BigInt(milliseconds) * ticksPerMillisecond + unixEpoch;

/** The instant as a Date whose UTC fields are the calendar fields; what is below a millisecond is cut off. */
export const toDate = (ticks: bigint): Date => new Date(Number((ticks - unixEpoch) / ticksPerMillisecond));

/** Ticks below the second. */
export const fraction = (ticks: bigint): number => Number(ticks % ticksPerSecond);

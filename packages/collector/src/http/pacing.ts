import { type Clock, retryAfter } from "@sentinel-agent-identities/clock";

/** Time, and waiting for it. */
export interface Pacing {
  readonly clock: Clock;
  /** Waits so many milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** 0 to 1, so that clients that were refused together do not come back together. @default Math.random */
  random?(): number;
}

/** The machine's time. */
export const realPacing: Pacing = {
  clock: { now: () => new Date() },
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Nobody is believed who asks for more: five minutes. */
const longest = 300_000;

/**
 * How long to wait before another attempt: as long as `Retry-After` says, else twice as long each time.
 * @param attempt 1 after the first
 * @param header the answer's `Retry-After`
 */
export function waitBefore(attempt: number, header: string | null, { clock, random = Math.random }: Pacing): number {
  const asked = retryAfter(header, clock.now());
  if (asked !== undefined) return Math.min(longest, asked);
  const ceiling = Math.min(longest, 1000 * 2 ** (attempt - 1));
  return ceiling / 2 + (random() * ceiling) / 2;
}

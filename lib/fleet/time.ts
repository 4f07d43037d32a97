/** Milliseconds in a minute, an hour and a day. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A time in milliseconds as ISO 8601, UTC. */
export const iso = (time: number): string => new Date(time).toISOString();

/** GB that come in on a day, by table. A GB is 10^9 bytes, as Azure bills it. */
export type Volumes = ReadonlyMap<string, number>;

/** Days of a month on a bill. */
export const monthDays = 30;

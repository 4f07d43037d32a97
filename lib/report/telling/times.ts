import { duration } from "../../wording";

/** 2026-03-08T01:10:09Z as 01:10 of the day that a reader knows. */
export const clock = (iso: string): string => iso.slice(11, 16);
/** 2026-03-08T01:10:09Z as Sun 8 Mar 2026. */
export const dayOf = (iso: string): string => {
  const [weekday, day, month, year] = new Date(iso).toUTCString().split(/,? /);
  return `${weekday} ${Number(day)} ${month} ${year}`;
};
/** The day and the time: Sun 8 Mar 2026, 01:10. */
export const moment = (iso: string): string => `${dayOf(iso)}, ${clock(iso)}`;

/** How much later one instant is than another; `at once` for less than a second. */
export const later = (from: string, to: string): string => duration(second(to) - second(from)) || "at once";

const second = (iso: string): number => Math.floor(Date.parse(iso) / 1000) * 1000;

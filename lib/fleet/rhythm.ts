import { isHoliday, isMonthEnd, isWorkday } from "./calendar";

/** When agents of a kind work. */
export interface Rhythm {
  /** sessions an agent starts on an ordinary working day */
  readonly perDay: number;
  /** share of the day's sessions by UTC hour, 24 numbers; only their proportions count */
  readonly hours: readonly number[];
  /** activity on weekends and holidays, as a share of a working day's */
  readonly weekend: number;
  /** activity around the end of a month, times an ordinary day's */
  readonly monthEnd: number;
}

/** Office hours in central Europe, with a dip at noon; a little starts early or runs late. */
export const officeHours = [0, 0, 0, 0, 0, 0.2, 1, 3, 5, 5, 4.5, 3, 3.5, 4.5, 4.5, 3.5, 2, 0.8, 0.2, 0, 0, 0, 0, 0];
/** Round the clock, busier by day. */
export const aroundTheClock = [
  1.5, 1.5, 1.5, 1.5, 1.5, 2, 2.5, 3, 4, 4, 4, 3.5, 3.5, 4, 4, 3.5, 3, 2.5, 2, 2, 1.5, 1.5, 1.5, 1.5,
];

/** Sessions expected of one agent in the UTC hour that begins at `time`. */
export function expectedSessions(rhythm: Rhythm, time: number): number {
  const total = rhythm.hours.reduce((sum, weight) => sum + weight, 0);
  const share = rhythm.hours[new Date(time).getUTCHours()]! / total;
  const dayFactor = isWorkday(time) ? 1 : isHoliday(time) ? rhythm.weekend * 0.8 : rhythm.weekend;
  return rhythm.perDay * share * dayFactor * (isMonthEnd(time) ? rhythm.monthEnd : 1);
}

const minute = 60_000;
const hour = 60 * minute;

/** Minutes and hours by which records are judged. */
export interface TimeOptions {
  /** Minutes that a record waits for the one before it. @default 30 */
  readonly lateMinutes?: number;
  /** Minutes that an event's end may lie ahead of its arrival. @default 5 */
  readonly skewMinutes?: number;
  /** Minutes, after the newest arrival, that places are remembered. @default 120 */
  readonly rememberMinutes?: number;
  /** Minutes, after the newest arrival, that rows are known by their id: rows are read again no further back. @default 30 */
  readonly rereadMinutes?: number;
  /** Minutes after a key's end or revocation in which records of before may still arrive. @default 60 */
  readonly keyGraceMinutes?: number;
  /** Minutes between an event and its arrival from which on it came late. @default 120 */
  readonly receivedLateMinutes?: number;
  /** Hours in which a sender may send a record again because an answer got lost. @default 48 */
  readonly resendHours?: number;
  /** Silence that a chain without an end is allowed. */
  readonly silence?: {
    /** Hours at least, for an agent that is known for less than a week. @default 20 */
    readonly newcomerHours?: number;
    /** Hours at least, for the others. @default 2 */
    readonly leastHours?: number;
    /** Hours at most. @default 168 */
    readonly mostHours?: number;
  };
}

/** The same in milliseconds. */
export interface RecordTimes {
  readonly window: number;
  readonly skew: number;
  readonly remember: number;
  readonly reread: number;
  readonly keyGrace: number;
  readonly late: number;
  readonly resend: number;
  readonly silence: { readonly newcomer: number; readonly least: number; readonly most: number };
}

export function timesOf(options: TimeOptions): RecordTimes {
  const { lateMinutes = 30, skewMinutes = 5, rememberMinutes = 120, rereadMinutes = 30 } = options;
  const { keyGraceMinutes = 60, receivedLateMinutes = 120, resendHours = 48, silence = {} } = options;
  const { newcomerHours = 20, leastHours = 2, mostHours = 168 } = silence;
  return {
    window: lateMinutes * minute,
    skew: skewMinutes * minute,
    remember: rememberMinutes * minute,
    reread: rereadMinutes * minute,
    keyGrace: keyGraceMinutes * minute,
    late: receivedLateMinutes * minute,
    resend: resendHours * hour,
    silence: { newcomer: newcomerHours * hour, least: leastHours * hour, most: mostHours * hour },
  };
}

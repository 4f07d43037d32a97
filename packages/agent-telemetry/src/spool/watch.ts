/** A holder that shows no sign of life for this long has none, in milliseconds. */
const silence = 120_000;

/**
 * Looks at holders whose process cannot be seen from here: of another machine or container. Only what was seen to stand
 * still counts, by a clock that does not jump: times of files are another clock's.
 */
export class Watch {
  private readonly seen = new Map<string, { readonly sign: string; readonly since: number }>();

  /** @param elapsed milliseconds that never jump */
  constructor(private readonly elapsed: () => number) {}

  /**
   * Whether a holder has shown the same sign of life for too long.
   * @param who names the holder
   * @param sign changes as long as it lives
   */
  isSilent(who: string, sign: string): boolean {
    const before = this.seen.get(who);
    if (before?.sign === sign) return this.elapsed() - before.since >= silence;
    this.seen.set(who, { sign, since: this.elapsed() });
    return false;
  }
}

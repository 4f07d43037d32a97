import type { Spool } from "../spool/spool";

/** Failures in a row that make a batch stand back for others. */
const standsBackAfter = 3;
/** Failures of a batch alone, while others are taken, that are enough. */
const provenBy = 8;

/** A batch that fails again and again. */
export interface Suspect {
  readonly spool: Spool;
  readonly number: number;
  /** attempts that failed */
  failures: number;
  /** those since another batch was taken; undefined as long as none was, or when another one failed too */
  alone: number | undefined;
  /** whether its pause is over */
  isDue: boolean;
}

/**
 * Tells a batch that is never taken from an endpoint that takes nothing: only a batch that fails while others are taken
 * is at fault.
 */
export class Suspects {
  private readonly found: Suspect[] = [];
  private latest: { readonly spool: Spool; readonly number: number; failures: number } | undefined;

  get all(): readonly Suspect[] {
    return this.found;
  }

  /** Whether nothing shows that anything is taken. */
  get isEndpointDown(): boolean {
    return this.found.every(({ alone }) => alone === undefined);
  }

  has(spool: Spool, number: number): boolean {
    return this.found.some((suspect) => suspect.spool === spool && suspect.number === number);
  }

  /** @returns the suspect that it is from now on, if it is one */
  failed(spool: Spool, number: number): Suspect | undefined {
    const known = this.found.find((suspect) => suspect.spool === spool && suspect.number === number);
    if (known) {
      known.failures++;
      if (known.alone !== undefined) known.alone++;
      return known;
    }
    for (const suspect of this.found) suspect.alone = undefined;
    const again = this.latest?.spool === spool && this.latest.number === number;
    this.latest = { spool, number, failures: again ? this.latest!.failures + 1 : 1 };
    if (this.latest.failures < standsBackAfter && this.found.length === 0) return undefined;
    const suspect: Suspect = { spool, number, failures: this.latest.failures, alone: undefined, isDue: false };
    this.found.push(suspect);
    return suspect;
  }

  /** Something was taken. */
  passed(spool: Spool, numbers: readonly number[]): void {
    this.latest = undefined;
    for (const number of numbers) this.forget(spool, number);
    for (const suspect of this.found) suspect.alone ??= 0;
  }

  /** Whether it fails alone for long enough. */
  isProven({ alone = 0 }: Suspect): boolean {
    return alone >= provenBy;
  }

  forget(spool: Spool, number?: number): void {
    for (let at = this.found.length - 1; at >= 0; at--) {
      const suspect = this.found[at]!;
      if (suspect.spool === spool && (number === undefined || suspect.number === number)) this.found.splice(at, 1);
    }
  }
}

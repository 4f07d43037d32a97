import { createHash } from "node:crypto";
import type { Alert } from "../rules/alert";
import type { CompiledRule } from "../rules/compiled-rule";
import type { Watchlist } from "../workspace/model";
import type { Notes } from "./notes";

/** What came of a rule's runs in a stretch of time. */
export interface KeptRule {
  /** the rule's GUID */
  readonly rule: string;
  /** time of `now()` in milliseconds, result rows, milliseconds it took */
  readonly runs: readonly (readonly [now: number, rows: number, ms: number])[];
  /** by the time of `now()` */
  readonly alerts: Readonly<Record<string, readonly Alert[]>>;
  /** the run that took too much, after which there was none */
  readonly failure?: { readonly now: number; readonly message: string };
}

/** What came of stretches of time, kept beside the rows: a replay that was ended goes on behind the last of them. */
export class KeptStretches {
  private constructor(
    private readonly notes: Notes,
    private readonly key: string,
  ) {}

  /**
   * Those of certain rules and watchlists: what came of others is of no use.
   * @param time that is gone through, and how
   */
  static of(
    notes: Notes,
    rules: readonly CompiledRule[],
    watchlists: readonly Watchlist[],
    time: readonly unknown[],
  ): KeptStretches {
    // What a query becomes tells of the functions that it calls, too.
    const asked = rules.map(({ rule, query, set }) => [rule, query.template, set?.template]);
    const hash = createHash("sha256").update(JSON.stringify([asked, watchlists, time]));
    return new KeptStretches(notes, hash.digest("hex"));
  }

  async get(end: Date): Promise<readonly KeptRule[] | undefined> {
    return this.notes.get(this.keyOf(end));
  }

  async put(end: Date, stretch: readonly KeptRule[]): Promise<void> {
    await this.notes.put(this.keyOf(end), stretch);
  }

  private keyOf(end: Date): string {
    return `stretch ${this.key} ${end.toISOString()}`;
  }
}

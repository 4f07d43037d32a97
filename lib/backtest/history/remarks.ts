/** What was found in a history that is no reason to refuse it: one message per kind and file or table, with its count. */
export interface Remark {
  readonly kind:
    | "truncated"
    | "partial-answer"
    | "refused-query"
    | "real-alerts"
    | "at-the-limit"
    | "unknown-column"
    | "missing-column"
    | "missing-table"
    | "other-zone"
    | "out-of-order"
    | "duplicate"
    | "overlap"
    | "late"
    | "empty-file"
    | "refused-row";
  /** file or table */
  readonly place: string;
  readonly count: number;
  readonly message: string;
  /** whether it means that something is not in the result */
  readonly leftOut: boolean;
}

/** Collects remarks of one place, by kind and subject. */
export class Remarks {
  private readonly found = new Map<string, Remark>();

  add(kind: Remark["kind"], place: string, message: string, leftOut: boolean, count = 1): void {
    const key = `${kind} ${place} ${message}`;
    const known = this.found.get(key);
    this.found.set(key, { kind, place, message, leftOut, count: (known?.count ?? 0) + count });
  }

  get all(): readonly Remark[] {
    return [...this.found.values()];
  }
}

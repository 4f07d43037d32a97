import type { InputRow } from "../../emulator";

/** What is learnt of a history's rows in passing. */
export class Watch {
  first = Infinity;
  last = -Infinity;
  readonly rows = new Map<string, number>();
  /** columns with a value, by stream or table */
  readonly columns = new Map<string, Set<string>>();
  private readonly wanted: Set<string>;

  /** @param texts that some row must hold */
  constructor(texts: readonly string[]) {
    this.wanted = new Set(texts);
  }

  see(target: string, { data }: InputRow): void {
    this.rows.set(target, (this.rows.get(target) ?? 0) + 1);
    const columns = this.columns.get(target) ?? new Set();
    this.columns.set(target, columns);
    for (const name in data) columns.add(name);
    const time = Date.parse(String(data.TimeGenerated));
    if (time < this.first) this.first = time;
    if (time > this.last) this.last = time;
    if (this.wanted.size === 0) return;
    const text = JSON.stringify(data).toLowerCase();
    for (const one of this.wanted) if (text.includes(one.toLowerCase())) this.wanted.delete(one);
  }

  /** Texts that no row held. */
  get absent(): readonly string[] {
    return [...this.wanted];
  }
}

/** What is learnt of a history's rows in passing. */
export class Watch {
  first = Infinity;
  last = -Infinity;
  readonly rows = new Map<string, number>();
  /** columns with a value, by stream or table */
  readonly columns = new Map<string, Set<string>>();
  /** texts that no row held yet, by how they are looked for */
  private readonly wanted: Map<string, string>;

  /** @param texts that some row must hold, in whatever case */
  constructor(texts: readonly string[]) {
    this.wanted = new Map(texts.map((text) => [text.toLowerCase(), text]));
  }

  /** @param text the row as a text */
  see(target: string, data: Readonly<Record<string, unknown>>, text: string): void {
    this.rows.set(target, (this.rows.get(target) ?? 0) + 1);
    let columns = this.columns.get(target);
    if (!columns) {
      columns = new Set();
      this.columns.set(target, columns);
    }
    for (const name in data) columns.add(name);
    const time = Date.parse(String(data.TimeGenerated));
    if (time < this.first) this.first = time;
    if (time > this.last) this.last = time;
    if (this.wanted.size === 0) return;
    const lower = text.toLowerCase();
    for (const one of this.wanted.keys()) if (lower.includes(one)) this.wanted.delete(one);
  }

  /** Texts that no row held. */
  get absent(): readonly string[] {
    return [...this.wanted.values()];
  }
}

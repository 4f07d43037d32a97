import type { InputRow } from "../../emulator";
import { builtinTables } from "../../log-analytics";

/** Tables that Sentinel fills by itself while history is replayed. */
const madeByReplay = new Set(["SecurityAlert", "SecurityIncident"]);

/** What is learnt of a history's rows in passing. */
export class Watch {
  first = Infinity;
  last = -Infinity;
  readonly rows = new Map<string, number>();
  private readonly wanted: Set<string>;

  /** @param texts that some row must hold */
  constructor(texts: readonly string[]) {
    this.wanted = new Set(texts);
  }

  see(target: string, { data }: InputRow): void {
    this.rows.set(target, (this.rows.get(target) ?? 0) + 1);
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

  /** Whether a name is one of a table that a history can bring. */
  isTable(name: string, own: readonly string[]): boolean {
    if (madeByReplay.has(name)) return false;
    return own.includes(name) || builtin().has(name);
  }
}

let names: ReadonlySet<string> | undefined;
const builtin = (): ReadonlySet<string> => {
  names ??= new Set(builtinTables().map(({ name }) => name));
  return names;
};

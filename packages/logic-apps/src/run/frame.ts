import type { ActionFacts } from "../expression/context";
import type { Value } from "../values/value";
import { type ActionRecord, factsOf } from "./record";

/** The turn of a loop that a frame belongs to. */
export interface Turn {
  readonly loop: string;
  readonly index: number;
  readonly item?: Value;
}

const key = (name: string): string => name.toLowerCase();

/** What has happened so far, as seen from one turn of a loop: its own actions, then those around it. */
export class Frame {
  private readonly records = new Map<string, ActionRecord>();
  private readonly facts = new Map<string, ActionFacts>();
  private readonly results = new Map<string, readonly ActionFacts[]>();

  constructor(
    private readonly parent?: Frame,
    readonly turn?: Turn,
  ) {}

  record(record: ActionRecord): void {
    this.records.set(key(record.name), record);
    this.facts.set(key(record.name), factsOf(record));
  }

  /** Gives an action of a finished loop one set of facts for all turns. */
  summarize(name: string, facts: ActionFacts): void {
    this.facts.set(key(name), facts);
  }

  own(name: string): ActionRecord | undefined {
    return this.records.get(key(name));
  }

  /** Whether the action ran, or was skipped, in this turn. */
  has(name: string): boolean {
    return this.facts.has(key(name));
  }

  find(name: string): ActionFacts | undefined {
    return this.facts.get(key(name)) ?? this.parent?.find(name);
  }

  keepResult(scope: string, facts: readonly ActionFacts[]): void {
    this.results.set(key(scope), facts);
  }

  result(scope: string): readonly ActionFacts[] | undefined {
    return this.results.get(key(scope)) ?? this.parent?.result(scope);
  }

  /** Turns from the innermost outwards. */
  *turns(): Generator<Turn> {
    if (this.turn) yield this.turn;
    if (this.parent) yield* this.parent.turns();
  }

  /** Turns as a report writes them, outermost first. */
  get label(): string[] {
    return [...this.turns()].reverse().map(({ loop, index }) => `${loop}[${index}]`);
  }
}

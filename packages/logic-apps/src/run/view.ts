import type { VirtualClock } from "@sentinel-agent-identities/clock";
import type { ActionFacts, ExpressionContext } from "../expression/context";
import type { Value, ValueObject } from "../values/value";
import type { Frame, Turn } from "./frame";
import type { SeededRandom } from "./random";
import type { Variables } from "./variables";

/** As much of a run as expressions see. */
interface Seen {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly variables: Variables;
  readonly facts: { readonly parameters: ValueObject; readonly trigger: ActionFacts; readonly self: ValueObject };
  /** An action that has not ended. */
  waiting(name: string): ActionFacts | undefined;
}

/** What an expression sees of a run from where it stands. One is made for each string that is evaluated: it must be cheap. */
export class View implements ExpressionContext {
  constructor(
    private readonly session: Seen,
    private readonly frame: Frame,
    private readonly own: Value | undefined,
  ) {}

  now(): Date {
    return this.session.clock.now();
  }

  guid(): string {
    return this.session.random.guid();
  }

  random(): number {
    return this.session.random.number();
  }

  parameter(name: string): Value | undefined {
    const { parameters } = this.session.facts;
    return parameters[name] ?? insensitive(parameters, name);
  }

  variable(name: string): Value | undefined {
    return this.session.variables.get(name);
  }

  action(name?: string): ActionFacts | undefined {
    return name === undefined ? undefined : (this.frame.find(name) ?? this.session.waiting(name));
  }

  result(scope: string): readonly Value[] | undefined {
    return this.frame.result(scope);
  }

  trigger(): ActionFacts {
    return this.session.facts.trigger;
  }

  item(): Value | undefined {
    if (this.own !== undefined) return this.own;
    for (const { item } of this.frame.turns()) if (item !== undefined) return item;
    return undefined;
  }

  items(loop: string): Value | undefined {
    return this.turnOf(loop)?.item;
  }

  iteration(loop: string): number | undefined {
    return this.turnOf(loop)?.index;
  }

  workflow(): ValueObject {
    return this.session.facts.self;
  }

  callbackUrl(): string {
    return `https://callback.invalid/${encodeURIComponent(String(this.session.facts.self.name))}`;
  }

  private turnOf(loop: string): Turn | undefined {
    const wanted = loop.toLowerCase();
    for (const turn of this.frame.turns()) if (turn.loop.toLowerCase() === wanted) return turn;
    return undefined;
  }
}

function insensitive(object: ValueObject, name: string): Value | undefined {
  const key = Object.keys(object).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}

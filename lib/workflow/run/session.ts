import type { VirtualClock } from "../../clock";
import type { Definition, Workflow } from "../definition/model";
import { actionSites } from "../definition/walk";
import type { ActionFacts, ExpressionContext } from "../expression/context";
import type { Path } from "../source";
import type { Value, ValueObject } from "../values/value";
import type { Frame } from "./frame";
import type { SeededRandom } from "./random";
import type { ActionRecord } from "./record";
import { Resolver } from "./resolve";
import type { HttpRequest, HttpTransport } from "./transport";
import { Variables } from "./variables";

/** One exchange with the transport. */
export interface HttpCall extends HttpRequest {
  readonly time: string;
  /** from 1; above it, retries */
  readonly attempt: number;
  /** status of the answer, or why there was none */
  readonly answer: number | "timeout" | "connection";
  readonly responseBody?: Value;
}

/** What every action of one run shares. */
export class Session {
  readonly variables = new Variables();
  readonly records: ActionRecord[] = [];
  readonly calls: HttpCall[] = [];
  readonly resolver: Resolver;
  response: ValueObject | undefined;
  private readonly known: ReadonlyMap<string, string>;

  constructor(
    readonly workflow: Workflow,
    readonly clock: VirtualClock,
    readonly transport: HttpTransport,
    private readonly random: SeededRandom,
    private readonly facts: {
      readonly parameters: ValueObject;
      readonly trigger: ActionFacts;
      readonly self: ValueObject;
    },
  ) {
    this.resolver = new Resolver(workflow);
    this.known = new Map(actionSites(workflow.definition).map(({ name }) => [name.toLowerCase(), name]));
  }

  get definition(): Definition {
    return this.workflow.definition;
  }

  get time(): string {
    return this.clock.now().toISOString();
  }

  resolve(value: Value, path: Path, frame: Frame, extra: { item?: Value } = {}): Value {
    return this.resolver.resolve(value, path, this.context(frame, extra));
  }

  context(frame: Frame, extra: { item?: Value } = {}): ExpressionContext {
    const turnOf = (loop: string) => [...frame.turns()].find((turn) => turn.loop.toLowerCase() === loop.toLowerCase());
    const insensitive = (object: ValueObject, name: string) =>
      object[Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name];
    return {
      now: () => this.clock.now(),
      guid: () => this.random.guid(),
      random: () => this.random.number(),
      parameter: (name) => insensitive(this.facts.parameters, name),
      variable: (name) => this.variables.get(name),
      action: (name) => (name === undefined ? undefined : (frame.find(name) ?? this.waiting(name))),
      result: (scope) => frame.result(scope),
      trigger: () => this.facts.trigger,
      item: () =>
        extra.item === undefined ? [...frame.turns()].find(({ item }) => item !== undefined)?.item : extra.item,
      items: (loop) => turnOf(loop)?.item,
      iteration: (loop) => turnOf(loop)?.index,
      workflow: () => this.facts.self,
      callbackUrl: () => `https://callback.invalid/${encodeURIComponent(String(this.facts.self.name))}`,
    };
  }

  /** An action of the definition that has not run: nothing is known of it. */
  private waiting(name: string): ActionFacts | undefined {
    const known = this.known.get(name.toLowerCase());
    return known === undefined ? undefined : { name: known, status: "Waiting", inputs: null, outputs: null };
  }
}

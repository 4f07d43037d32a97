import type { VirtualClock } from "@sentinel-agent-identities/clock";
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
import { View } from "./view";

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
    readonly random: SeededRandom,
    readonly facts: {
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
    return new View(this, frame, extra.item);
  }

  /** An action of the definition that has not run: nothing is known of it. */
  waiting(name: string): ActionFacts | undefined {
    const known = this.known.get(name.toLowerCase());
    return known === undefined ? undefined : { name: known, status: "Waiting", inputs: null, outputs: null };
  }
}

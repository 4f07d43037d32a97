import type { ActionDefinition, ActionMap } from "../definition/model";
import type { Path } from "../source";
import type { Value } from "../values/value";
import { isObject } from "../values/value";
import type { Frame } from "./frame";
import type { Outcome } from "./record";
import type { Session } from "./session";

/** Runs a list of actions and tells the status that the list gives to what holds it. */
export type RunBranch = (actions: ActionMap, path: Path, frame: Frame, scope: string) => Promise<Outcome>;

/** One action about to run. */
export class Step {
  constructor(
    readonly session: Session,
    readonly name: string,
    readonly action: ActionDefinition,
    readonly path: Path,
    readonly frame: Frame,
    readonly runBranch: RunBranch,
  ) {}

  /** A part of the action, evaluated. */
  resolve(part: Value | undefined, steps: Path, item?: Value): Value {
    const extra = item === undefined ? {} : { item };
    return this.session.resolve(part ?? null, [...this.path, ...steps], this.frame, extra);
  }

  /** One of the inputs, as it was written; null when left out. */
  raw(name: string): Value {
    const { inputs } = this.action;
    return (isObject(inputs) ? inputs[name] : undefined) ?? null;
  }

  /** One of the inputs, evaluated; null when left out. */
  input(name: string, item?: Value): Value {
    return this.resolve(this.raw(name), ["inputs", name], item);
  }

  /** All inputs, evaluated. */
  inputs(): Value {
    return this.resolve(this.action.inputs, ["inputs"]);
  }
}

/** How actions of one type run. */
export type Executor = (step: Step) => Outcome | Promise<Outcome>;

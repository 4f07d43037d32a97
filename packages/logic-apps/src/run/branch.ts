import type { ActionDefinition, ActionMap } from "../definition/model";
import { branchesOf } from "../definition/walk";
import type { Path } from "../source";
import { NotTextError } from "../values/text";
import { executorOf } from "./actions";
import type { Frame } from "./frame";
import { type ActionRecord, factsOf, failed, type Outcome } from "./record";
import { TemplateFailure } from "./resolve";
import type { Session } from "./session";
import { staticOutcome } from "./static-result";
import { leafStatus } from "./status";
import { Step } from "./step";
import { Terminated } from "./terminated";
import { VariableError } from "./variables";

/**
 * Runs the actions of one list: each once everything it runs after has ended, in the order they are written. Branches
 * that Azure runs side by side run one after the other.
 */
export async function runBranch(
  session: Session,
  actions: ActionMap,
  path: Path,
  frame: Frame,
  scope?: string,
): Promise<Outcome> {
  const pending = Object.keys(actions);
  while (pending.length > 0) {
    const next = pending.find((name) => Object.keys(actions[name]!.runAfter ?? {}).every((other) => frame.own(other)));
    if (next === undefined) throw new Error(`the actions ${pending.join(", ")} wait for one another`);
    pending.splice(pending.indexOf(next), 1);
    const action = actions[next]!;
    const wanted = Object.entries(action.runAfter ?? {});
    if (wanted.every(([other, allowed]) => isIn(frame.own(other)!.status, allowed)))
      await runAction(session, next, action, [...path, next], frame);
    else skip(session, next, action, frame, "its runAfter did not come true");
  }
  if (scope !== undefined)
    frame.keepResult(
      scope,
      Object.keys(actions).map((name) => factsOf(frame.own(name)!)),
    );
  return leafStatus(actions, (name) => frame.own(name)!.status);
}

const isIn = (status: string, allowed: readonly string[]): boolean =>
  allowed.some((name) => name.toLowerCase() === status.toLowerCase());

async function runAction(session: Session, name: string, action: ActionDefinition, path: Path, frame: Frame) {
  const startTime = session.time;
  const place = session.records.length;
  const finish = (outcome: Outcome) => {
    const record = { name, type: action.type, turns: frame.label, startTime, endTime: session.time, ...outcome };
    frame.record(record);
    // Before the actions inside it, which ended earlier.
    session.records.splice(place, 0, record);
  };
  const step = new Step(session, name, action, path, frame, (inner, at, inside, scope) =>
    runBranch(session, inner, at, inside, scope),
  );
  try {
    finish(staticOutcome(step) ?? (await executorOf(action.type)!(step)));
  } catch (error) {
    if (error instanceof Terminated) {
      const own = action.type.toLowerCase() === "terminate";
      finish({ status: own ? "Succeeded" : "Cancelled" });
      throw error;
    }
    if (error instanceof TemplateFailure) finish(failed("InvalidTemplate", error.message));
    else if (error instanceof VariableError || error instanceof NotTextError)
      finish(failed("BadRequest", error.message));
    else throw error;
  }
  for (const { actions } of branchesOf(action))
    for (const [child, inner] of Object.entries(actions))
      if (!frame.has(child)) skip(session, child, inner, frame, `"${name}" did not enter it`);
}

/** Records an action and everything in it as skipped. */
function skip(session: Session, name: string, action: ActionDefinition, frame: Frame, why: string): void {
  const { time } = session;
  const error = { code: "ActionSkipped", message: `not run: ${why}` };
  const record: ActionRecord = {
    name,
    type: action.type,
    turns: frame.label,
    status: "Skipped",
    code: error.code,
    error,
    startTime: time,
    endTime: time,
  };
  frame.record(record);
  session.records.push(record);
  for (const { actions } of branchesOf(action))
    for (const [child, inner] of Object.entries(actions)) skip(session, child, inner, frame, `"${name}" was skipped`);
}

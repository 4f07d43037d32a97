import { namesWithin } from "../../definition/walk";
import type { ActionFacts } from "../../expression/context";
import { shown } from "../../values/text";
import { isArray, typeName } from "../../values/value";
import { Frame } from "../frame";
import { failed, type Outcome } from "../record";
import type { Executor, Step } from "../step";

/** Turns run in the order of the items, also where Azure would run them side by side. */
export const foreach: Executor = async (step) => {
  const items = step.resolve(step.action.foreach, ["foreach"]);
  if (!isArray(items))
    return failed(
      "ExpressionEvaluationFailed",
      `foreach takes an array, received ${shown(items)} (${typeName(items)})`,
    );
  const turns: Frame[] = [];
  const outcomes: Outcome[] = [];
  for (const [index, item] of items.entries()) {
    const frame = new Frame(step.frame, { loop: step.name, index, item });
    turns.push(frame);
    outcomes.push(await step.runBranch(step.action.actions ?? {}, [...step.path, "actions"], frame, step.name));
  }
  if (turns.length > 0) summarize(step, turns);
  step.frame.keepResult(
    step.name,
    turns.flatMap((frame) => frame.result(step.name) ?? []),
  );
  const bad = outcomes.find(({ status }) => status !== "Succeeded");
  return { ...(bad ?? { status: "Succeeded" }), inputs: { foreachItemsCount: items.length } };
};

/** From outside, an action of the loop has the outputs of all turns as an array. */
function summarize(step: Step, turns: readonly Frame[]): void {
  for (const name of namesWithin(step.action)) {
    const facts = turns.flatMap((frame) => frame.find(name) ?? []);
    const worst = facts.find(({ status }) => status !== "Succeeded") ?? facts[0];
    if (!worst) continue;
    const all: ActionFacts = { ...worst, inputs: facts.map((f) => f.inputs), outputs: facts.map((f) => f.outputs) };
    step.frame.summarize(name, all);
  }
}

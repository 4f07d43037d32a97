import type { ActionMap, ActionStatus } from "../definition/model";
import type { Outcome } from "./record";

/**
 * The status that actions give to what holds them: that of the leaves, the actions nothing runs after. A leaf that was
 * skipped counts as what it ran after.
 */
export function leafStatus(actions: ActionMap, statusOf: (name: string) => ActionStatus): Outcome {
  const followed = new Set(Object.values(actions).flatMap((action) => Object.keys(action.runAfter ?? {})));
  const effective = (name: string): ActionStatus[] => {
    const status = statusOf(name);
    if (status !== "Skipped") return [status];
    return Object.keys(actions[name]?.runAfter ?? {}).flatMap(effective);
  };
  const leaves = Object.keys(actions).filter((name) => !followed.has(name));
  const bad = leaves.find((name) => effective(name).some((status) => status === "Failed" || status === "TimedOut"));
  if (bad === undefined) return { status: "Succeeded" };
  const message = `an action failed and nothing handled it: see "${bad}" and what it runs after`;
  return { status: "Failed", code: "ActionFailed", error: { code: "ActionFailed", message } };
}

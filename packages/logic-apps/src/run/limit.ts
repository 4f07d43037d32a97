import { parseDuration } from "../time/duration";
import { shown } from "../values/text";
import { TemplateFailure } from "./resolve";
import type { Step } from "./step";

/** Milliseconds that `limit.timeout` allows the action; `fallback` is an ISO 8601 duration. */
export function timeoutOf(step: Step, fallback: string): number {
  const given = step.resolve(step.action.limit?.timeout ?? fallback, ["limit", "timeout"]);
  const timeout = parseDuration(String(given));
  if (timeout !== undefined) return timeout;
  const { file, line, column } = step.session.workflow.place([...step.path, "limit", "timeout"]);
  throw new TemplateFailure(
    `${file}:${line}:${column}: limit.timeout takes a duration such as PT1H, received ${shown(given)}`,
  );
}

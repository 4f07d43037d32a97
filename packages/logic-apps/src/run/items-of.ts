import { shown } from "../values/text";
import { isArray, typeName, type Value } from "../values/value";
import { TemplateFailure } from "./resolve";
import type { Step } from "./step";

/** The array that `from` yields. */
export function itemsOf(step: Step): readonly Value[] {
  const from = step.input("from");
  if (isArray(from)) return from;
  const { file, line, column } = step.session.workflow.place([...step.path, "inputs", "from"]);
  throw new TemplateFailure(
    `${file}:${line}:${column}: from takes an array, received ${shown(from)} (${typeName(from)})`,
  );
}

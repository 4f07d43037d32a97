import { shown } from "../../values/text";
import { itemsOf } from "../items-of";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

export const query: Executor = (step) => {
  const from = itemsOf(step);
  const kept = [];
  for (const item of from) {
    const holds = step.input("where", item);
    if (typeof holds !== "boolean")
      return failed("InvalidTemplate", `where yields ${shown(holds)}, neither true nor false`, { inputs: { from } });
    if (holds) kept.push(item);
  }
  return succeeded({ from }, { body: kept });
};

import { toText } from "../../values/text";
import { itemsOf } from "../items-of";
import { succeeded } from "../record";
import type { Executor } from "../step";

export const join: Executor = (step) => {
  const from = itemsOf(step);
  const joinWith = step.input("joinWith");
  return succeeded({ from, joinWith }, { body: from.map(toText).join(toText(joinWith)) });
};

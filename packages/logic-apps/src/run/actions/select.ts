import { itemsOf } from "../items-of";
import { succeeded } from "../record";
import type { Executor } from "../step";

export const select: Executor = (step) => {
  const from = itemsOf(step);
  return succeeded({ from }, { body: from.map((item) => step.input("select", item)) });
};

import type { Values } from "./values";
import type { Condition, Item } from "./workbook/item";

/** Whether an item's conditions hold, all of them. @returns the comparison that is not known, where there is one */
export function visibility(item: Item, values: Values): boolean | { readonly unknown: string } {
  const conditions = [item.conditionalVisibility, ...(item.conditionalVisibilities ?? [])].filter(
    (one) => one !== undefined,
  );
  for (const condition of conditions) {
    const holds = comparisons[condition.comparison];
    if (!holds) return { unknown: condition.comparison };
    if (!holds(values.text(condition.parameterName), condition.value ?? "")) return false;
  }
  return true;
}

const comparisons: Readonly<Record<Condition["comparison"], (value: string, wanted: string) => boolean>> = {
  isEqualTo: (value, wanted) => value === wanted,
  isNotEqualTo: (value, wanted) => value !== wanted,
  Contains: (value, wanted) => value.includes(wanted),
  doesNotContain: (value, wanted) => !value.includes(wanted),
};

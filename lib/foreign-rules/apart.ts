import type { DetectionItem } from "../content";

/** Rules that are called the same get a part of their ids into the names of their files. */
export function apart<Rule extends { readonly item: DetectionItem }>(rules: readonly Rule[]): Rule[] {
  const count = new Map<string, number>();
  for (const { item } of rules) count.set(item.name, (count.get(item.name) ?? 0) + 1);
  return rules.map((rule) =>
    count.get(rule.item.name) === 1
      ? rule
      : { ...rule, item: { ...rule.item, name: `${rule.item.name}-${String(rule.item.data.id).slice(0, 8)}` } },
  );
}

import { type Counts, countBreaches } from "../../../limits";
import type { Content } from "../../content";
import type { Item } from "../../kinds/item";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** More of a kind than a workspace takes. */
export const checkCounts: Check = ({ content }) => {
  const items = itemsOf(content);
  const counts = Object.fromEntries(Object.entries(items).map(([kind, list]) => [kind, list.length]));
  return countBreaches(counts).flatMap((breach) =>
    limitProblems(items[breach.path[0] as keyof Counts].at(-1)!.source, [breach], () => []),
  );
};

/** Every guide and every playbook that starts by itself becomes an automation rule. */
const itemsOf = ({
  detections,
  playbooks,
  summaries,
  tables,
}: Content): Readonly<Record<keyof Counts, readonly Item<unknown>[]>> => ({
  scheduledRules: detections.filter(({ data }) => data.kind === "Scheduled"),
  nrtRules: detections.filter(({ data }) => data.kind === "NRT"),
  automationRules: [
    ...playbooks.flatMap((item) => (item.data.automationRule?.starts ?? []).map(() => item)),
    ...detections.filter(({ guide }) => guide),
  ],
  summaryRules: summaries,
  customTables: tables,
});

import type { Breach } from "../breach";
import { limits } from "../table";
import type { Table } from "./table";

const long: readonly number[] = limits["table/retention"].value;
const isShort = (days: number): boolean => Number.isInteger(days) && days >= 4 && days <= 730;

/** Retention that Azure does not offer; -1 stands for the workspace's own. */
export function retentionBreaches({ retentionInDays, totalRetentionInDays }: Table): Breach[] {
  return [
    ...(retentionInDays === undefined || retentionInDays === -1 || isShort(retentionInDays)
      ? []
      : [refused("retentionInDays", retentionInDays, "use 4 to 730")]),
    ...(totalRetentionInDays === undefined ||
    totalRetentionInDays === -1 ||
    isShort(totalRetentionInDays) ||
    long.includes(totalRetentionInDays)
      ? []
      : [refused("totalRetentionInDays", totalRetentionInDays, `use 4 to 730, or one of ${long.join(", ")}`)]),
  ];
}

const refused = (property: string, days: number, suggestion: string): Breach => ({
  limit: "table/retention",
  path: [property],
  message: `${days} days is not a retention Azure offers`,
  suggestion,
});

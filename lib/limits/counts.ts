import type { Breach } from "./breach";
import { type LimitId, limits } from "./table";

/** How many of a kind a workspace has. */
export interface Counts {
  readonly scheduledRules?: number;
  readonly nrtRules?: number;
  readonly automationRules?: number;
  readonly summaryRules?: number;
  readonly customTables?: number;
}

const kinds = {
  scheduledRules: { limit: "rule/scheduled-count", what: "Scheduled rules" },
  nrtRules: { limit: "rule/nrt-count", what: "NRT rules" },
  automationRules: { limit: "automation/count", what: "automation rules" },
  summaryRules: { limit: "summary/count", what: "summary rules" },
  customTables: { limit: "table/count", what: "custom tables" },
} as const satisfies Readonly<Record<keyof Counts, { limit: LimitId; what: string }>>;

/** More of a kind than a workspace takes. The path is the kind. */
export function countBreaches(counts: Counts): Breach[] {
  return (Object.keys(kinds) as (keyof Counts)[]).flatMap((kind): Breach[] => {
    const { limit, what } = kinds[kind];
    const count = counts[kind] ?? 0;
    const most = limits[limit].value;
    if (count <= most) return [];
    const message = `there are ${count} ${what}; a workspace takes ${most}`;
    return [{ limit, path: [kind], message, suggestion: "merge some, or leave some out" }];
  });
}

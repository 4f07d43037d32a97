import type { Limit } from "../limit";

/** What says which solution an item belongs to. */
export const solutionLimits = {
  "solution/metadata": {
    what: "metadata of one item: a second for the same parent is refused, also one that another solution left",
    value: 1,
    unit: "per parent",
    source: "metadata",
    certainty: "reported",
    here: "one for each rule, query, function, workbook and playbook",
  },
} as const satisfies Readonly<Record<string, Limit>>;

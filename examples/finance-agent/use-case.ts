import { ANALYST, approval } from "../people";
import type { UseCase } from "../response/use-case";
import { directory } from "./directory";
import {
  AGENT_ID,
  BLUEPRINT_ID,
  CHANGE_DEPLOYED,
  FIRST_COPY_RUN,
  WEEK_DAYS,
  WEEK_START,
  WORKFLOW_RESOURCE_ID,
} from "./ids";
import { LABELS } from "./labels";

const hour = 3_600_000;
const weekEnd = new Date(WEEK_START.getTime() + WEEK_DAYS * 24 * hour);
const zones = {
  public: "Internal;Partner;External",
  general: "Internal;Partner",
  confidential: "Internal",
  highlyConfidential: "Internal",
};
/** Contoso's labels, as the watchlist AgentSensitivityLabels holds them. */
const labels = Object.entries(LABELS).map(([key, { id, name, rank }]) => ({
  LabelId: id,
  LabelName: name,
  Rank: String(rank),
  AllowedZones: zones[key as keyof typeof zones],
}));
/** On Monday the reviewed build runs again. */
export const released = new Date(weekEnd.getTime() + 8 * hour);

/**
 * The finance agent whose code was changed to copy the ledger out. Its policy allows an automatic response to two
 * independent signals: the unreviewed build is one, the unauthorised destination the other; both are in one incident.
 * @param input the recorded week, laid out
 */
export function financeUseCase(stack: string, input: string): UseCase {
  const to = new Date("2026-03-08T06:00:00Z");
  return {
    title: "The same week, but on Saturday its code is changed to copy the ledger out",
    attacks: [
      {
        scenario: "finance-exfiltration",
        agentId: AGENT_ID,
        blueprintId: BLUEPRINT_ID,
        from: CHANGE_DEPLOYED.toISOString(),
        to: to.toISOString(),
      },
    ],
    stack,
    input,
    directory,
    watchlists: { AgentSensitivityLabels: labels },
    agentId: AGENT_ID,
    harm: FIRST_COPY_RUN,
    stoppedBy: "agentid-freeze-agent",
    workloads: [{ id: WORKFLOW_RESOURCE_ID, state: "Enabled", runs: [{ name: "08584500001", status: "Running" }] }],
    people: [
      {
        incident: 1,
        after: released.getTime() + hour / 2 - Date.parse("2026-03-07T22:55:00Z"),
        authorObjectId: ANALYST.id,
        message: approval(" repaired", "agentid-unfreeze"),
      },
    ],
    from: new Date("2026-03-07T22:00:00Z"),
    to,
    since: WEEK_START,
  };
}

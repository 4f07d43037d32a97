import type { Row } from "../row";
import { iso, minute } from "../time";
import type { Source } from "./source";

/** Table of Sentinel's own health. */
const healthTable = "SentinelHealth";

/** The outcome of a connector's or a rule's run. */
export interface HealthEvent {
  readonly recordId: string;
  readonly operation: string;
  readonly name: string;
  readonly type: "Data connector" | "Analytics Rule";
  readonly kind: string;
  readonly status: "Success" | "Failure";
  readonly description: string;
}

/** Connectors and rules report success every hour. */
export const health: Source = {
  targets: [healthTable],
  hour(world, time, sink) {
    const random = world.random.fork("health", time);
    for (const [i, name] of ["MicrosoftEntraID", "AzureActivity", "AgentIdentities"].entries()) {
      const at = time + (11 + i) * minute;
      sink(
        healthTable,
        at,
        healthRow(world.plan.company.subscriptionId, at, {
          recordId: random.guid(),
          operation: "Data fetch status change",
          name,
          type: "Data connector",
          kind: "APIPolling",
          status: "Success",
          description: "Data is being fetched.",
        }),
      );
    }
    const at = time + 20 * minute;
    sink(
      healthTable,
      at,
      healthRow(world.plan.company.subscriptionId, at, {
        recordId: random.guid(),
        operation: "Scheduled analytics rule run",
        name: "Agent contacted a destination for the first time",
        type: "Analytics Rule",
        kind: "Scheduled",
        status: "Success",
        description: "Rule executed successfully.",
      }),
    );
  },
};

/** A row of SentinelHealth. */
function healthRow(subscriptionId: string, time: number, event: HealthEvent): Row {
  const workspace = `/subscriptions/${subscriptionId}/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/law-soc`;
  return {
    TimeGenerated: iso(time),
    OperationName: event.operation,
    SentinelResourceName: event.name,
    SentinelResourceType: event.type,
    SentinelResourceKind: event.kind,
    SentinelResourceId: `${workspace}/providers/Microsoft.SecurityInsights/${event.name.replaceAll(" ", "-")}`,
    Status: event.status,
    Description: event.description,
    Reason: event.status === "Success" ? "" : event.description,
    RecordId: event.recordId,
    ExtendedProperties: {},
    _ResourceId: workspace.toLowerCase(),
  };
}

import { isWorkday } from "../calendar";
import { type Label, labels } from "../labels";
import type { FleetAgent } from "../plan/agent";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso, minute } from "../time";
import { agentsAt } from "./assets";
import type { Source } from "./source";

/** Table of labels put on, changed and taken off, and of DLP matches. */
export const purviewTable = "MicrosoftPurviewInformationProtection";

/** Agents that work in Microsoft 365 label the documents they write: never lower than before. */
export const labelling: Source = {
  targets: [purviewTable],
  hour(world, time, sink) {
    const clock = new Date(time).getUTCHours();
    if (!isWorkday(time) || clock < 8 || clock > 15) return;
    for (const agent of agentsAt(world, time)) {
      if (!agent.blueprint.kind.copilot || agent.idle) continue;
      const random = world.random.fork("label", agent.index, time);
      if (!random.chance(0.15)) continue;
      const at = time + random.int(1, 59) * minute;
      sink(
        purviewTable,
        at,
        labelRow(world.plan.company, agent, at, {
          id: random.guid(),
          event: "LabelUpgraded",
          from: labels.general,
          to: labels.confidential,
          item: `letter-${random.int(1000, 9999)}.docx`,
        }),
      );
    }
  },
};

/** A change of a label. */
export interface LabelChange {
  readonly id: string;
  readonly event: "LabelUpgraded" | "LabelDowngraded" | "LabelRemoved";
  readonly from: Label;
  /** undefined when the label was taken off */
  readonly to?: Label;
  readonly item: string;
}

/** A change of a label by an agent, as Purview notes it. */
export function labelRow(company: Company, agent: FleetAgent, time: number, change: LabelChange): Row {
  return {
    TimeGenerated: iso(time),
    Id: change.id,
    CorrelationId: change.id,
    Application: "Microsoft Graph",
    ...accessContext(agent, change.id),
    ItemName: change.item,
    LabelAction: change.to ? "Update" : "Remove",
    LabelEventType: change.event,
    LabelName: change.to?.name ?? "",
    SensitivityLabelId: change.to?.id ?? "",
    OldSensitivityLabelId: change.from.id,
    ObjectId: `https://contoso.sharepoint.com/sites/${agent.blueprint.kind.name}/${change.item}`,
    Operation: change.to ? "SensitivityLabelUpdated" : "SensitivityLabelRemoved",
    OrganizationId: company.tenantId,
    RecordType: 83,
    RecordTypeName: "SensitivityLabelAction",
    ResultStatus: "Success",
    UserId: "app@sharepoint",
    UserKey: agent.id,
    UserType: "Application",
    Workload: "SharePoint",
  };
}

/** By which Purview and Office 365 name the application behind an action. */
function accessContext(agent: FleetAgent, correlationId: string): Row {
  return {
    AppAccessContext: { ClientAppId: agent.appId, ClientAppName: agent.name, CorrelationId: correlationId },
  };
}

import { graphRow, graphTable } from "../rows/graph";
import type { Scenario } from "./scenario";

/** Grants itself a directory-wide permission through Microsoft Graph. */
export const selfEscalation: Scenario = {
  name: "self-escalation",
  title: "An agent grants itself a permission through Microsoft Graph",
  detections: ["AIC-005"],
  write({ plan: { company } }, agent, at, stage) {
    const token = stage.token(agent, at);
    const time = at + 30_000;
    stage.row(
      graphTable,
      time,
      graphRow(company, agent, token, time, {
        requestId: stage.random.guid(),
        method: "POST",
        path: `/v1.0/servicePrincipals/${agent.id}/appRoleAssignments`,
        status: 201,
        size: 420,
        roles: "AppRoleAssignment.ReadWrite.All",
      }),
    );
  },
};

import { graphRow, graphTable } from "../rows/graph";
import { minute } from "../time";
import type { Scenario } from "./scenario";

/** A token of an agent is used from its own address and from another one at the same time. */
export const stolenToken: Scenario = {
  name: "stolen-token",
  title: "A token of an agent is used from a second address",
  detections: ["AIC-010"],
  write({ plan: { company } }, agent, at, stage) {
    const token = stage.token(agent, at);
    for (const [i, ip] of [token.ip, "185.220.101.34", token.ip, "185.220.101.34"].entries()) {
      const time = at + (i + 1) * minute;
      stage.row(
        graphTable,
        time,
        graphRow(company, agent, token, time, {
          requestId: stage.random.guid(),
          method: "GET",
          path: "/v1.0/users?$top=999",
          status: 200,
          size: 88_000,
          ip,
        }),
      );
    }
  },
};

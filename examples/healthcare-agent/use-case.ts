import { join } from "node:path";
import { fleetDirectory, makeFleet, writeFleet } from "../../lib/fleet";
import { ANALYST, approval, SOC_MAILBOX } from "../people";
import type { UseCase } from "../response/use-case";

const minute = 60_000;
const hour = 60 * minute;

/** A use case whose stack is not synthesized yet. */
export interface Prepared {
  /** resource group of the agents' container apps, as `response.workflowScopes` names it */
  readonly workflowScope: string;
  readonly useCase: (stack: string) => UseCase;
}

/**
 * A healthcare agent in a loop, reading patients outside its scope. Stopping it is critical to the clinic, so its policy
 * wants a person to approve.
 * @param folder that does not exist yet, for two days of a small fleet
 */
export async function healthcareUseCase(folder: string): Promise<Prepared> {
  const fleet = makeFleet({ agents: 6, days: 2, seed: "demo", inject: ["healthcare-runaway-reader"] });
  await writeFleet(fleet, folder);
  const { agentId, blueprintId = "", from: start } = fleet.truth[0]!;
  const workload = fleet.plan.agents.find(({ id }) => id === agentId)!.workflowResourceId;
  const directory = fleetDirectory(fleet.plan, fleet.plan.window.end);
  const { watchlists } = fleet;
  const harm = new Date(start);
  const fullHour = Math.floor(harm.getTime() / hour) * hour;
  return {
    workflowScope: workload.split("/").slice(0, 5).join("/"),
    useCase: (stack) => {
      const life = {
        stack,
        input: join(folder, "telemetry"),
        watchlists,
        directory: { ...directory, users: [...directory.users, ANALYST, SOC_MAILBOX] },
        workloads: [{ id: workload, state: "Running" }],
        people: [{ incident: 1, after: 4 * minute, authorObjectId: ANALYST.id, message: approval() }],
        from: new Date(fullHour),
        to: new Date(fullHour + hour),
        since: new Date(fleet.plan.window.start),
      };
      const AgentPolicy = allowed(watchlists.AgentPolicy!, blueprintId);
      return {
        ...life,
        title: "A healthcare agent in a loop, reading patients outside its scope",
        attacks: fleet.truth,
        agentId,
        harm,
        stoppedBy: "agentid-pause-workflow",
        automatic: { ...life, people: [], watchlists: { ...watchlists, AgentPolicy } },
      };
    },
  };
}

/** The policy as it would be if stopping the agent were not critical. */
const allowed = (items: readonly Readonly<Record<string, string>>[], blueprintId: string) =>
  items.map((item) =>
    item.AgentOrBlueprintId === blueprintId ? { ...item, Criticality: "High", ResponseMode: "Auto" } : item,
  );

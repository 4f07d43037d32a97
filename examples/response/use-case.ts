import { responseText, simulationText } from "../../lib/cli/report";
import type { Incident } from "../../lib/emulator";
import type { CloudRun } from "../../lib/emulator/responses";
import { type Life, type Lived, live } from "./live";
import { readsOf } from "./reads";
import { isOf, timingOf, timingText } from "./timing";

/** Something that goes wrong with an agent, and what stops it. */
export interface UseCase extends Life {
  readonly agentId: string;
  /** the first harmful operation */
  readonly harm: Date;
  /** the playbook that stops the agent, by name */
  readonly stoppedBy: string;
  /** How it looks when every response is automatic, where the policy wants a person. */
  readonly automatic?: Life;
}

/** Lives through a use case to the end and writes down what an analyst would have seen; the caller closes it. */
export async function play(useCase: UseCase): Promise<{ text: string; lived: Lived }> {
  const lived = await live(useCase);
  const timing = timingOf(lived.simulation, useCase.stoppedBy, useCase.harm);
  if (!timing) {
    await lived.close();
    throw new Error(`${useCase.stoppedBy} stopped nothing:\n${simulationText(lived.simulation)}`);
  }
  const { records, sensitive, outsideScope } = await readsOf(
    lived.emulator,
    useCase.agentId,
    useCase.harm,
    timing.stopped,
  );
  const lines = [
    simulationText(lived.simulation),
    "",
    "Before the stop",
    `  ${records.toLocaleString("en")} records were read, ${sensitive.toLocaleString("en")} of them sensitive by their labels${outsideScope.length > 0 ? `, from outside its scope: ${outsideScope.join(", ")}` : ""}.`,
    "  Sentinel reacts in minutes. Only a guard in the agent's path (Purview processContent at a gateway) stops the first read.",
    "",
    "Time",
    timingText(timing),
  ];
  if (useCase.automatic)
    lines.push("", "Time, had the policy allowed an automatic response", await automaticText(useCase));
  return { text: lines.join("\n"), lived };
}

async function automaticText(useCase: UseCase): Promise<string> {
  const lived = await live({ ...useCase.automatic!, ...(useCase.portal ? { portal: useCase.portal } : {}) });
  try {
    const timing = timingOf(lived.simulation, useCase.stoppedBy, useCase.harm);
    return timing
      ? timingText(timing)
      : `  ${useCase.stoppedBy} would have asked all the same. ${whyOf(lived, useCase)}`;
  } finally {
    await lived.close();
  }
}

/** What the playbook wrote into the ledger about why it did not act. */
function whyOf({ simulation }: Lived, { stoppedBy }: UseCase): string {
  const runs = simulation.automation.filter(({ playbook }) => isOf(playbook, stoppedBy));
  const reasons = runs.flatMap(({ run }) => ("ledger" in run ? run.ledger.map(({ Reason }) => String(Reason)) : []));
  if (reasons.length === 0) throw new Error(`${stoppedBy} neither stopped anything when left to itself nor said why`);
  return reasons.at(-1)!;
}

/** A playbook that an analyst started by hand, as the demo prints it. */
export function byHandText(run: CloudRun, incident: Incident, playbook: string): string {
  const { workflow: _history, ...rest } = run;
  return responseText({
    at: run.startTime,
    automationRule: "started by hand",
    incidentNumber: incident.number,
    playbook,
    playbookId: playbook,
    triggerBody: {},
    run: rest,
  });
}

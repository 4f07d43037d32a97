import { type Attack, judge, precisionByRule } from "../../lib/backtest";
import { simulationText } from "../../lib/cli/report";
import type { Incident, RanPlaybook } from "../../lib/emulator";
import type { CloudRun } from "../../lib/emulator/responses";
import { readStory, type Story } from "../../lib/report";
import { type Life, type Lived, live } from "./live";
import { readsText } from "./reads-text";
import { isOf, type Timing, timingLine, timingOf, timingText } from "./timing";

/** Something that goes wrong with an agent, and what stops it. */
export interface UseCase extends Life {
  /** in a sentence */
  readonly title: string;
  readonly agentId: string;
  /** the first harmful operation */
  readonly harm: Date;
  /** what rules are held against */
  readonly attacks: readonly Attack[];
  /** the playbook that stops the agent, by name */
  readonly stoppedBy: string;
  /** How it looks when every response is automatic, where the policy wants a person. */
  readonly automatic?: Life;
}

/** A use case that was lived through; the caller closes it. */
export interface Played {
  readonly lived: Lived;
  /** all that an analyst would have seen */
  readonly details: string;
  /** from harm to the stop, in a line, and what it would have been by itself */
  readonly timing: string;
}

/** Lives through a use case to the end. */
export async function play(useCase: UseCase): Promise<Played> {
  const lived = await live(useCase);
  const timing = timingOf(lived.simulation, useCase.stoppedBy, useCase.harm);
  if (!timing) {
    await lived.close();
    throw new Error(`${useCase.stoppedBy} stopped nothing:\n${simulationText(lived.simulation)}`);
  }
  const automatic = useCase.automatic && (await byItself(useCase));
  const details = [
    simulationText(lived.simulation),
    await readsText(lived.emulator, useCase.agentId, useCase.harm, timing.stopped),
    ["Time", timingText(timing)].join("\n"),
    ...(automatic ? [`Time, had the policy allowed an automatic response\n${automatic.text}`] : []),
  ];
  return {
    lived,
    details: details.join("\n\n"),
    timing: [timingLine(timing), ...(automatic ? [`Had the policy allowed it by itself: ${automatic.line}`] : [])].join(
      " ",
    ),
  };
}

/** The story of a use case. @param byHand playbooks that were started afterwards */
export function storyOf(
  { title, agentId, harm, attacks }: UseCase,
  lived: Lived,
  byHand: readonly RanPlaybook[] = [],
): Promise<Story> {
  const rules = lived.emulator.workspace.rules.filter(({ enabled }) => enabled);
  const precision = precisionByRule(judge(lived.simulation, rules, 0, attacks).rules);
  return readStory(lived.emulator, lived.simulation, { title, harm: { [agentId]: harm }, byHand, precision });
}

async function byItself(useCase: UseCase): Promise<{ text: string; line: string }> {
  const lived = await live({ ...useCase.automatic!, ...(useCase.portal ? { portal: useCase.portal } : {}) });
  try {
    const timing: Timing | undefined = timingOf(lived.simulation, useCase.stoppedBy, useCase.harm);
    if (timing) return { text: timingText(timing), line: timingLine(timing, true) };
    const why = `${useCase.stoppedBy} would have asked all the same. ${whyOf(lived, useCase)}`;
    return { text: `  ${why}`, line: why };
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

/** A playbook that an analyst started by hand, as one that an automation rule started. */
export function byHand({ workflow: _history, ...run }: CloudRun, incident: Incident, playbook: string): RanPlaybook {
  return {
    at: run.startTime,
    automationRule: "started by hand",
    incidentNumber: incident.number,
    playbook,
    playbookId: playbook,
    triggerBody: {},
    run,
  };
}

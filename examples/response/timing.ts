import { defaultLatency, type Simulation } from "../../lib/emulator";
import { duration } from "../../lib/wording";

/** When harm began, was seen, and was stopped. */
export interface Timing {
  /** the first harmful operation */
  readonly harm: Date;
  /** when the playbook was started that stopped it */
  readonly started: Date;
  /** milliseconds of that in which the incident was in Defender and not in Sentinel yet */
  readonly sync: number;
  /** when a person approved, where one had to */
  readonly approved?: Date;
  readonly stopped: Date;
  /** requests of the playbook until then: over a network each takes its time, here none does */
  readonly requests: number;
}

/** Whether a Logic App is one of a playbook's: what stands after a full stop tells by what it is started. */
export const isOf = (logicApp: string, playbook: string): boolean => logicApp.split(".")[0] === playbook;

/**
 * When the first playbook of a name stopped something.
 * @param harm the first harmful operation
 */
export function timingOf({ automation, portal }: Simulation, playbook: string, harm: Date): Timing | undefined {
  for (const { playbook: name, at, incidentNumber, run } of automation) {
    const change = run.changes.find(({ after }) => after.accountEnabled === false || stoppedStates.has(after.state));
    if (!isOf(name, playbook) || !change) continue;
    const approved =
      run.ledger.find(({ ApprovedBy }) => ApprovedBy) && run.comments.find(({ message }) => /^approve /.test(message));
    return {
      harm,
      started: new Date(at),
      // An alert waits for no incident.
      sync: incidentNumber === undefined ? 0 : portal.syncDelay,
      ...(approved ? { approved: new Date(approved.time) } : {}),
      stopped: new Date(change.time),
      requests: run.calls.filter(({ time }) => time <= change.time).length,
    };
  }
  return undefined;
}

const stoppedStates = new Set<unknown>(["Disabled", "Stopped"]);

/** https://learn.microsoft.com/azure/sentinel/automation/automation */
const longestSync = 10 * 60_000;

/** The time from harm to stop, split into what each took, in milliseconds. */
interface Shares {
  readonly whole: number;
  readonly sentinel: number;
  readonly person: number;
  readonly own: number;
  /** waiting for Defender, for each way between it and Sentinel */
  readonly defender: number;
  readonly ways: number;
}

function sharesOf({ harm, started, sync, approved, stopped }: Timing): Shares {
  // The incident comes from Defender, and so does the answer.
  const ways = approved ? 2 : 1;
  const person = approved ? approved.getTime() - started.getTime() : 0;
  return {
    whole: stopped.getTime() - harm.getTime(),
    sentinel: started.getTime() - harm.getTime() - sync,
    person,
    own: stopped.getTime() - started.getTime() - person - sync * (ways - 1),
    defender: sync * ways,
    ways,
  };
}

/** The time from harm to stop in a line. @param brief without saying from what to what */
export function timingLine(timing: Timing, brief = false): string {
  const { whole, sentinel, person, own, defender } = sharesOf(timing);
  const parts = [
    `${span(sentinel)} Sentinel`,
    ...(defender > 0 ? [`${span(defender)} from Defender to Sentinel`] : []),
    ...(person > 0 ? [`${span(person)} the analyst`] : []),
    `${span(own)} ours`,
  ];
  return `${span(whole)}${brief ? "" : " from the first harmful operation to the stop"}: ${parts.join(", ")}.`;
}

/** The same in lines, for either portal. */
export function timingText(timing: Timing): string {
  const { sync, approved, requests } = timing;
  const { whole, sentinel, person, own, defender, ways } = sharesOf(timing);
  const atWorst = whole + (longestSync - sync) * ways;
  const elsewhere =
    sync > 0
      ? ` in the Defender portal (up to ${span(atWorst)}), ${span(whole - sync * ways)} in the Azure portal`
      : "";
  const what = approved ? "the incident, and then the answer, are" : "the incident is";
  return [
    `  ${span(whole)} from the first harmful operation to the stop${elsewhere}:`,
    `    ${span(sentinel)} Sentinel (${span(defaultLatency)} until the telemetry can be queried, then the rule's schedule and delay)`,
    ...(sync > 0
      ? [`    ${span(defender)} until ${what} in Sentinel, from Defender (up to ${span(longestSync * ways)})`]
      : []),
    ...(approved ? [`    ${span(person)} the analyst, who was asked at once`] : []),
    `    ${span(own)} ours, waits of the playbook; its ${requests} requests take no time here and about ${span(requests * 300)} at 0.3 s each`,
  ].join("\n");
}

const span = (milliseconds: number): string => duration(milliseconds) || "0 s";

import type { RanPlaybook } from "../../emulator";
import { changeText, ledgerText } from "../../report";
import { count, duration, instant, plainText } from "../../wording";

/** A started playbook as a person reads it: how it ended, what it changed, what it said, what it left in the ledger. */
export function responseText(started: RanPlaybook): string {
  const { run, automationRule, playbook } = started;
  const cause = started.incidentNumber === undefined ? "an alert" : `incident #${started.incidentNumber}`;
  const what = `${instant(started.at)}  "${automationRule}"`;
  if (run.status === "NotRun") return `  ${what} would start ${playbook} for ${cause} (not run)`;
  if (run.status === "Disabled") return `  ${what} does not start ${playbook} for ${cause}: it is disabled`;
  const length = duration(Date.parse(run.endTime) - Date.parse(run.startTime));
  return [
    `  ${what} started ${playbook} for ${cause}: ${run.status}${length ? ` after ${length}` : ""}, ${count(run.calls.length)} requests`,
    ...(run.error ? [line("error", run.error.message)] : []),
    ...run.changes.map((change) => line(...changeText(change))),
    ...run.comments.map(({ author, message }) => line("comment", `${author}: ${plainText(message)}`)),
    ...run.ledger.map((row) => line("ledger", ledgerText(row))),
  ].join("\n");
}

const line = (label: string, text: string): string => `     ${label.padEnd(10)} ${text}`;

import type { PlaybookChange, RanPlaybook } from "../../emulator";
import { count, duration, instant } from "./format";

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

/** Accounts are frozen or released, agents are judged; of anything else, what it was and what it is. */
function changeText({ name, before, after }: PlaybookChange): [string, string] {
  if (after.accountEnabled === false) return ["froze", name];
  if (after.accountEnabled === true) return ["released", name];
  if (after.riskState !== undefined) return ["risk", `${name}: ${after.riskState}`];
  const [old, fresh] = [leaves(before), leaves(after)];
  const shown = [...fresh]
    .filter(([key, value]) => old.get(key) !== value)
    .map(([key, value]) => (old.has(key) ? `${key} ${old.get(key)} -> ${value}` : `${key} ${value}`));
  return ["changed", `${name}: ${shown.join(", ")}`];
}

/** Values by their path, without what OData adds. */
function leaves(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return new Map([[path, JSON.stringify(value)]]);
  const entries = Object.entries(value).filter(([key]) => !key.includes("@"));
  return new Map(entries.flatMap(([key, inner]) => [...leaves(inner, path ? `${path}.${key}` : key)]));
}

function ledgerText(row: Readonly<Record<string, unknown>>): string {
  const what = [row.ActionType, row.ActionMode, row.ResultState].filter((part) => part).join(" ");
  const approved = row.ApprovedBy ? `, approved by ${row.ApprovedBy}` : "";
  return `${what}${approved}: ${row.Reason}`;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Comments may be whole tables. */
const longest = 400;

/** The beginning of a comment's HTML as text on one line. */
function plainText(html: string): string {
  const text = html
    .replace(/<\/(p|li|ul|ol|div|tr|td|th|h\d)>|<br\s*\/?>/gi, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#39|\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, " ")
    .trim();
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

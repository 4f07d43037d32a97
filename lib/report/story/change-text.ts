import type { PlaybookChange } from "../../emulator";

/** What a playbook changed, in two words: accounts are frozen or released, agents are judged; of anything else, what it was and what it is. */
export function changeText({ name, before, after }: PlaybookChange): [kind: string, text: string] {
  if (after.accountEnabled === false) return ["froze", name];
  if (after.accountEnabled === true) return ["released", name];
  if (after.riskState !== undefined) return ["risk", `${name}: ${after.riskState}`];
  const [old, fresh] = [leaves(before), leaves(after)];
  const shown = [...fresh]
    .filter(([key, value]) => old.get(key) !== value)
    .map(([key, value]) => (old.has(key) ? `${key} ${old.get(key)} -> ${value}` : `${key} ${value}`));
  return ["changed", `${name}: ${shown.join(", ")}`];
}

/** A row of the ledger in a line. */
export function ledgerText(row: Readonly<Record<string, unknown>>): string {
  const what = [row.ActionType, row.ActionMode, row.ResultState].filter((part) => part).join(" ");
  const approved = row.ApprovedBy ? `, approved by ${row.ApprovedBy}` : "";
  return `${what}${approved}: ${row.Reason}`;
}

/** Values by their path, without what OData adds. */
function leaves(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return new Map([[path, JSON.stringify(value)]]);
  const entries = Object.entries(value).filter(([key]) => !key.includes("@"));
  return new Map(entries.flatMap(([key, inner]) => [...leaves(inner, path ? `${path}.${key}` : key)]));
}

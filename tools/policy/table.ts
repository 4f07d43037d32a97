import { type PolicyCheck, policyChecks } from "../../lib/policy";

const [begin, end] = ["<!-- checks -->", "<!-- /checks -->"];

/** A page with the table of checks written anew between its marks. */
export function policyTable(page: string): string {
  const [before, , after] = [page.split(begin)[0]!, "", page.split(end)[1]];
  if (after === undefined) throw new Error(`the page has no ${begin} … ${end}`);
  const rows = policyChecks.map(row);
  const table = ["| check | what | why | what to write | control |", "|---|---|---|---|---|", ...rows].join("\n");
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

function row({ id, title, why, fix, severity, profile, mapping = {} }: PolicyCheck): string {
  const controls = [
    ...(mapping.mcsb ?? []).map((one) => `MCSB ${one}`),
    ...(mapping.cis ?? []).map((one) => `CIS ${one}`),
    ...(mapping.like ?? []),
  ];
  const kind = [severity, ...(profile ? [`profile ${profile}`] : [])].join(", ");
  return `| \`${id}\` (${kind}) | ${[title, why, fix].map(cell).join(" | ")} | ${controls.join(", ") || "–"} |`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

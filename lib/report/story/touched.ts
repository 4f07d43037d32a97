import { bytes, count } from "../../wording";
import { type Asking, kqlText, kqlTime } from "./asking";
import type { Touched, TouchedNode } from "./story";

interface UsedRow {
  readonly Tool: string;
  readonly Data: string;
  readonly Host: string;
  readonly Operations: number;
  readonly Records: number | null;
  readonly Bytes: number | null;
  readonly Label: string;
}

/** More than this nobody tells apart in a picture: what was used most stays. */
const most = 6;

/**
 * The tools that an agent used, what data each of them read or wrote and where it sent something, by the spans below the tool's.
 * @param suspects hosts and stores that findings name, in lower case
 */
export async function readTouched(
  asking: Asking,
  agent: string,
  from: string,
  to: string,
  suspects: ReadonlySet<string>,
): Promise<Touched> {
  const rows = await asking.rows<UsedRow>(`
    let Own = AgentExecution_CL
        | where SrcAgentId == ${kqlText(agent)} and TimeGenerated >= ${kqlTime(from)} and TimeGenerated < ${kqlTime(to)};
    let Tools = Own | where isnotempty(ToolName) and isnotempty(SpanId) | distinct TraceId, SpanId, ToolName;
    let Reached = Own
        | where EventType in ("DataAccessed", "DataWritten", "NetworkEgress") and (isnotempty(TargetStore) or isnotempty(DstDomain))
        | lookup kind=leftouter (Tools | project TraceId, ParentSpanId = SpanId, Caller = ToolName) on TraceId, ParentSpanId
        | extend Tool = iff(isempty(ToolName), coalesce(Caller, ""), ToolName), Data = iff(EventType == "NetworkEgress", "", strcat(TargetStore, iff(isempty(TargetResourceName), "", strcat("/", TargetResourceName)))), Host = iff(EventType == "NetworkEgress", DstDomain, "");
    Reached
    | summarize Operations = count(), Records = sum(RecordCount), Bytes = sum(BytesOut), Rank = max(DataLabelRank), Label = take_anyif(DataLabelName, isnotempty(DataLabelName)) by Tool, Data, Host
    | order by Operations desc, Tool asc, Data asc, Host asc`);
  const tools = largest(rows, ({ Tool }) => Tool);
  const data = largest(rows, ({ Data }) => Data, suspects);
  const hosts = largest(rows, ({ Host }) => Host, suspects);
  const nodes: TouchedNode[] = [
    ...tools.map(([name, own]) => node("tool", name, operationsText(own), false)),
    ...data.map(([name, own]) => node("data", name, readText(own), isSuspect(name, suspects))),
    ...hosts.map(([name, own]) => node("host", name, sentText(own), isSuspect(name, suspects))),
  ];
  const shown = new Set(nodes.map(({ kind, name }) => `${kind}:${name}`));
  const edges = rows.flatMap(({ Tool, Data, Host, Records, Bytes }) => {
    const to = Data ? `data:${Data}` : `host:${Host}`;
    const text = Data ? (Records ? count(Number(Records)) : "") : bytes(Number(Bytes ?? 0));
    return [{ from: Tool ? `tool:${Tool}` : "agent", to, text }];
  });
  const flows = await asking.rows<{ Data: string; Host: string }>(flowsQuery(agent, from, to));
  const suspected = flows.filter(({ Host }) => suspects.has(Host.toLowerCase()));
  edges.push(...suspected.map(({ Data, Host }) => ({ from: `data:${Data}`, to: `host:${Host}`, text: "" })));
  return { nodes, edges: edges.filter(({ from, to }) => (from === "agent" || shown.has(from)) && shown.has(to)) };
}

/** What was read and then sent in the same trace, under the same label. */
const flowsQuery = (agent: string, from: string, to: string): string => `
    let Own = AgentExecution_CL
        | where SrcAgentId == ${kqlText(agent)} and TimeGenerated >= ${kqlTime(from)} and TimeGenerated < ${kqlTime(to)}
        | where isnotempty(TraceId) and isnotempty(DataLabelName);
    Own
    | where EventType == "DataAccessed" and isnotempty(TargetStore)
    | distinct TraceId, DataLabelName, Data = strcat(TargetStore, iff(isempty(TargetResourceName), "", strcat("/", TargetResourceName)))
    | join kind=inner (Own | where EventType == "NetworkEgress" and isnotempty(DstDomain) | distinct TraceId, DataLabelName, Host = DstDomain) on TraceId, DataLabelName
    | distinct Data, Host
    | order by Data asc, Host asc`;

const node = (kind: TouchedNode["kind"], name: string, detail: string, suspect: boolean): TouchedNode => ({
  kind,
  name,
  detail,
  suspect,
});

/** Rows by a name, those with most operations; what a finding names is always among them. */
function largest(
  rows: readonly UsedRow[],
  nameOf: (row: UsedRow) => string,
  suspects: ReadonlySet<string> = new Set(),
): [string, UsedRow[]][] {
  const names = [...new Set(rows.map(nameOf))].filter((name) => name !== "");
  const first = names.filter((name) => isSuspect(name, suspects));
  return [...new Set([...first, ...names])]
    .slice(0, most)
    .map((name) => [name, rows.filter((row) => nameOf(row) === name)]);
}

/** Whether a finding names it, or the store that it is in. */
function isSuspect(name: string, suspects: ReadonlySet<string>): boolean {
  const lower = name.toLowerCase();
  return [...suspects].some((one) => lower === one || lower.startsWith(`${one}/`));
}

const sum = (rows: readonly UsedRow[], key: "Operations" | "Records" | "Bytes"): number =>
  rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
const labelOf = (rows: readonly UsedRow[]): string => rows.find(({ Label }) => Label)?.Label ?? "";
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");

const operationsText = (rows: readonly UsedRow[]): string => {
  const operations = sum(rows, "Operations");
  return `${count(operations)} operation${operations === 1 ? "" : "s"}`;
};
const readText = (rows: readonly UsedRow[]): string =>
  joined(sum(rows, "Records") > 0 ? `${count(sum(rows, "Records"))} records` : operationsText(rows), labelOf(rows));
const sentText = (rows: readonly UsedRow[]): string => joined(bytes(sum(rows, "Bytes")), labelOf(rows));

import type { Alert } from "../../emulator";
import type { Asking } from "./asking";
import type { Agent, Finding } from "./story";

/** An agent and all that was found about it. */
export interface Found {
  readonly agent: Agent;
  readonly findings: readonly Finding[];
}

interface RiskRow {
  readonly When: string;
  readonly Arrived: string;
  readonly Subject: string;
  readonly SubjectName: string;
  readonly Detection: string;
  readonly Weight: Finding["weight"];
  readonly Severity: string;
  readonly Deed: string;
  readonly AlertId: string;
}

interface InventoryRow {
  readonly AgentId: string;
  readonly AgentName: string;
  readonly AssetType: string;
  readonly BlueprintId: string | null;
  readonly Owners: unknown;
  readonly Sponsors: unknown;
}

/** What rules found about each agent (`AgentRisk`), with who the agent is (`AgentInventory`); none in a workspace without them. */
export async function readFindings(asking: Asking, alerts: readonly Alert[], window: string): Promise<Found[]> {
  if (!asking.knows("AgentRisk") || alerts.length === 0) return [];
  const rows = await asking.rows<RiskRow>(
    `AgentRisk(${window}) | where SubjectKind == "agent" | order by When asc, Detection asc, AlertId asc`,
  );
  const inventory = await asking.rows<InventoryRow>(
    `AgentInventory(${window}) | project AgentId, AgentName, AssetType, BlueprintId, Owners, Sponsors | order by AgentId asc`,
  );
  const known = new Map(inventory.map((row) => [row.AgentId.toLowerCase(), row]));
  const byId = new Map(alerts.map((alert) => [alert.systemAlertId, alert]));
  return [...new Set(rows.map(({ Subject }) => Subject))].map((id) => {
    const own = rows.filter(({ Subject }) => Subject === id);
    return {
      agent: agentOf(id, known.get(id), own[0]!.SubjectName),
      findings: own.map((row) => findingOf(row, byId.get(row.AlertId))),
    };
  });
}

const findingOf = (row: RiskRow, alert: Alert | undefined): Finding => ({
  when: row.When,
  seen: alert?.timeGenerated ?? row.Arrived,
  detection: row.Detection,
  rule: alert?.rule ?? "",
  deed: row.Deed,
  weight: row.Weight,
  severity: row.Severity,
});

function agentOf(id: string, row: InventoryRow | undefined, name: string): Agent {
  return {
    id,
    name: row?.AgentName || name || id,
    type: row?.AssetType ?? "",
    blueprint: row?.BlueprintId ?? "",
    people: [...new Set([...namesIn(row?.Sponsors), ...namesIn(row?.Owners)])],
  };
}

/** Owners and sponsors as the asset sync writes them. */
function namesIn(people: unknown): string[] {
  const list = typeof people === "string" ? (JSON.parse(people || "[]") as unknown) : people;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: Readonly<Record<string, unknown>>) => {
    const name = one.userPrincipalName ?? one.mail ?? one.displayName;
    return typeof name === "string" && name !== "" ? [name] : [];
  });
}

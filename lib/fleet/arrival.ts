import type { FleetPlan } from "./plan/plan";
import type { Silence } from "./plan/troubles";
import type { Random } from "./random";
import type { Row, TimedRow } from "./row";
import { minute } from "./time";

/** How long rows are under way, in minutes: the quickest and the slowest. */
const delays: Readonly<Record<string, readonly [number, number]>> = {
  AADCustomSecurityAttributeAuditLogs: [2, 15],
  AADManagedIdentitySignInLogs: [3, 15],
  AADServicePrincipalSignInLogs: [3, 15],
  AgentsInfo: [15, 60],
  ApiManagementGatewayMCPLog: [2, 10],
  AuditLogs: [2, 15],
  AzureActivity: [3, 15],
  CloudAppEvents: [5, 30],
  ContainerRegistryRepositoryEvents: [2, 10],
  CopilotActivity: [15, 60],
  MicrosoftGraphActivityLogs: [5, 30],
  MicrosoftPurviewInformationProtection: [20, 90],
  NetworkAccessTraffic: [3, 15],
  OfficeActivity: [15, 60],
  SQLSecurityAuditEvents: [2, 10],
  AADAgentRiskEvents: [3, 15],
  AADRiskyAgents: [3, 15],
  SentinelHealth: [1, 5],
};
/** What the verifiers and the asset sync send themselves. */
const own = 30_000;
/** Share of the rows that are delivered twice. */
const twice = 0.003;

/**
 * Rows with the time at which they reach the workspace. Some come twice, as services that deliver at least once do, and
 * what an agent said while it could not reach the collector comes when it can.
 */
export function* delivered(
  rows: Iterable<TimedRow>,
  { agents, troubles }: FleetPlan,
  random: Random,
): Generator<TimedRow> {
  const held = byAgent(troubles.silences);
  const batching = new Map(agents.map(({ id, blueprint }) => [id, blueprint.manner.batching]));
  for (const timed of rows) {
    const teller = tellerOf(timed.row);
    const silence = held.get(teller)?.find(({ from, to }) => from <= timed.time && timed.time < to);
    const sent = silence && isOwn(timed.target) ? silence.to : timed.time;
    const arrival = sent + delayOf(timed.target, random, batching.get(teller));
    yield { ...timed, arrival };
    if (random.chance(twice)) yield { ...timed, arrival: arrival + random.int(1, 8) * minute };
  }
}

function byAgent(silences: readonly Silence[]): Map<string, Silence[]> {
  const found = new Map<string, Silence[]>();
  for (const silence of silences) found.set(silence.agent.id, [...(found.get(silence.agent.id) ?? []), silence]);
  return found;
}

const isOwn = (target: string): boolean => !(target in delays);

function delayOf(target: string, random: Random, batching = own): number {
  const known = delays[target];
  if (!known) return batching;
  // Most are quick; every tenth takes nearly as long as the slowest.
  const [quickest, slowest] = known;
  return Math.round((quickest + (slowest - quickest) * random.next() ** 2) * minute);
}

/** The agent whose record, or verdict on one, a row is. */
function tellerOf(row: Row): string {
  const resource = row.Resource as Row | undefined;
  return String(row.SrcAgentId ?? row.ClaimedAgentId ?? resource?.["gen_ai.agent.id"] ?? "");
}

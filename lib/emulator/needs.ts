import type { SentinelEmulator } from "./emulator";
import type { AnalyticsRule } from "./workspace/model";

/** Tables that Sentinel fills by itself. */
export const madeBySentinel: ReadonlySet<string> = new Set(["SecurityAlert", "SecurityIncident"]);

/** Something that a history lacks, and what stays silent without it. */
export interface Need {
  readonly kind: "empty-table" | "maturity" | "empty-watchlist";
  readonly what: string;
  /** names of the rules that it concerns */
  readonly rules: readonly string[];
}

/** What keeps rules silent: tables without rows, agents that are still learning, watchlists without items. */
export async function needsOf(emulator: SentinelEmulator, rules: readonly AnalyticsRule[], at: Date): Promise<Need[]> {
  const { watchlists } = emulator.workspace;
  const reads = rules.map((rule) => ({ rule, ...emulator.readsOf(rule) }));
  const about = (test: (one: (typeof reads)[number]) => boolean) => reads.filter(test).map(({ rule }) => rule.name);
  const needs: Need[] = [];
  for (const table of [...new Set(reads.flatMap(({ tables }) => tables))].sort())
    if (emulator.hasTable(table) && !madeBySentinel.has(table) && (await isEmpty(emulator, table)))
      needs.push({
        kind: "empty-table",
        what: `${table} has no rows`,
        rules: about(({ tables }) => tables.includes(table)),
      });
  const learners = about(({ functions }) => functions.includes("AgentBaseline"));
  const learning = learners.length > 0 ? await maturity(emulator, at) : undefined;
  if (learning !== undefined) needs.push({ kind: "maturity", what: learning, rules: learners });
  for (const { alias, items } of watchlists) {
    const concerned = about(({ watchlists: read }) => read.includes(alias));
    if (items.length === 0 && concerned.length > 0)
      needs.push({ kind: "empty-watchlist", what: `the watchlist ${alias} has no items`, rules: concerned });
  }
  return needs;
}

async function isEmpty(emulator: SentinelEmulator, table: string): Promise<boolean> {
  const { rows } = await emulator.query(`['${table}'] | take 1 | count`, { now: new Date(0) });
  return Number(rows[0]![0]) === 0;
}

/** How many agents are judged by nothing yet; undefined when none is. */
async function maturity(emulator: SentinelEmulator, at: Date): Promise<string | undefined> {
  const text = 'AgentBaseline() | summarize Agents = count(), Learning = countif(Maturity == "Learning")';
  const { rows } = await emulator.query(text, { now: at });
  const [agents, learning] = (rows[0] ?? []).map(Number);
  if (agents === 0) return "no agent has an hour of activity that could be learnt from";
  if (!learning) return undefined;
  return `${learning} of ${agents} agents have fewer active days than MinActiveDays, and so have their peers: no ceiling holds for them`;
}

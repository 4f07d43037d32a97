import { join } from "node:path";
import { synthesize } from "../lib/constructs";
import { loadContent, packageRoot } from "../lib/content";
import { type AnalyticsRule, inputFolder, readWorkspace, SentinelEmulator } from "../lib/emulator";
import { makeFleet, writeFleet } from "../lib/fleet";
import { loadTenant } from "../lib/tenants";
import { line } from "./print";

const fleet = { agents: 60, days: 7, seed: "volume", shape: "real", start: new Date("2026-03-16T00:00:00Z") } as const;

/** What a fleet brings into the workspace, by table: rows of an agent and day, bytes of a row. @param folder an empty one */
export async function benchVolume(folder: string): Promise<void> {
  const emulator = await SentinelEmulator.open(readWorkspace(stackIn(folder)), { rules: [] });
  await writeFleet(makeFleet(fleet), join(folder, "fleet"));
  const tables = new Map<string, Volume>();
  for (const source of inputFolder(join(folder, "fleet", "telemetry")))
    for (const { table, rowsOut, bytesOut } of await emulator.ingest(source)) add(tables, table, rowsOut, bytesOut);
  const end = new Date(fleet.start.getTime() + fleet.days * 86_400_000);
  await emulator.summarise(fleet.start, end);
  const one = async (text: string): Promise<readonly number[]> =>
    (await emulator.query(text, { now: end })).rows[0]!.map(Number);

  // As the ingest report reckons: the values as text.
  const values = emulator.columnsOf("AgentActivityHourly_CL").map((column) => `strlen(tostring(${column}))`);
  const [summed, bytes] = await one(`AgentActivityHourly_CL | summarize count(), sum(${values.join(" + ")})`);
  add(tables, "AgentActivityHourly_CL", summed!, bytes!);
  for (const [table, { rows, bytes }] of [...tables].sort(([, a], [, b]) => b.bytes - a.bytes))
    line(table, `${perAgentDay(rows, 2)} rows of an agent and day, ${Math.round(bytes / rows)} bytes each`);

  const [hour] = await one("AgentActivityHourly_CL | summarize Rows = count() by Hour | summarize max(Rows)");
  line("busiest hour", `${(hour! / fleet.agents).toFixed(2)} rows of the hourly summary for each agent`);
  const [minute] = await one(
    "AgentExecution_CL | summarize Rows = count() by bin(TimeGenerated, 1m) | summarize max(Rows)",
  );
  line("busiest minute", `${(minute! / fleet.agents).toFixed(2)} rows of AgentExecution_CL for each agent`);
  const scanned = emulator.workspace.rules.map((rule) => scannedPerDay(emulator, rule, tables));
  const perKind = (kind: AnalyticsRule["kind"]): number =>
    emulator.workspace.rules.reduce((sum, rule, i) => sum + (rule.kind === kind ? scanned[i]! : 0), 0);
  for (const kind of ["Scheduled", "NRT"] as const)
    line(`${kind} rules`, `${(perKind(kind) / 1e6).toFixed(2)} MB read in a day for each agent, by their windows`);
  emulator.close();
}

/** Bytes of an agent's rows that are in the windows of all runs of a day; an NRT rule sees every row once. */
function scannedPerDay(emulator: SentinelEmulator, rule: AnalyticsRule, tables: ReadonlyMap<string, Volume>): number {
  const read = emulator.readsOf(rule).tables;
  const perDay = read.reduce((sum, table) => sum + (tables.get(table)?.bytes ?? 0), 0) / fleet.agents / fleet.days;
  return rule.schedule ? perDay * (rule.schedule.period / rule.schedule.frequency) : perDay;
}

interface Volume {
  readonly rows: number;
  readonly bytes: number;
}

function add(tables: Map<string, Volume>, table: string, rows: number, bytes: number): void {
  if (rows === 0) return;
  const known = tables.get(table) ?? { rows: 0, bytes: 0 };
  tables.set(table, { rows: known.rows + rows, bytes: known.bytes + bytes });
}

const perAgentDay = (count: number, digits: number): string => (count / fleet.agents / fleet.days).toFixed(digits);

/** The example tenant, which also keeps what the ingest filter drops. */
function stackIn(folder: string): string {
  const content = loadContent();
  const tenant = loadTenant(join(packageRoot(), "tenants", "contoso.yaml"), content);
  const outdir = join(folder, "stack");
  synthesize([{ ...tenant, features: { ...tenant.features, protocolArchive: true } }], { content, outdir });
  return join(outdir, "stacks", tenant.name);
}

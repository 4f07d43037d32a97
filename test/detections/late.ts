import type { DetectionItem } from "../../lib/content";
import type { RuleTest } from "../../lib/detection-tests/job";
import { arrivedKey } from "../../lib/detection-tests/rows";
import { fillFor } from "../../lib/detection-tests/test-case";
import { synthesizedWorkspace } from "../../lib/detection-tests/workspace";
import { type Alert, nrtRun, RefilledWorkspace, scheduledRun, type Workspace } from "../../lib/emulator";
import { shipped } from "../shared/content";
import { work } from "../shared/work";

const minute = 60_000;
const hour = 60 * minute;

/** How rows are wrong in time: they come in later than they happened, or say that they happened earlier than they came in. */
export type Kind = "late" | "backdated";

/** Logs whose rows somebody else writes, or that reach the workspace when they please. */
const logs = new Set([
  "AADAgentRiskEvents",
  "AADCustomSecurityAttributeAuditLogs",
  "AADManagedIdentitySignInLogs",
  "AADRiskyAgents",
  "AADServicePrincipalSignInLogs",
  "AgentDisputed_CL",
  "AgentExecution_CL",
  "AuditLogs",
  "AzureActivity",
  "CloudAppEvents",
  "ContainerRegistryRepositoryEvents",
  "CopilotActivity",
  "DCRLogErrors",
  "FunctionAppLogs",
  "LASummaryLogs",
  "MicrosoftGraphActivityLogs",
  "MicrosoftPurviewInformationProtection",
  "NetworkAccessTraffic",
  "OfficeActivity",
  "SQLSecurityAuditEvents",
  "SentinelAudit",
  "StorageBlobLogs",
]);
/** Tables in which the collector says again every day what is so. */
const daily = new Set(["AgentAsset_CL", "AgentLineage_CL"]);
/** Columns in which a row says when something was. */
const times = ["TimeGenerated", "TokenIssuedTime", "TokenIssuedAt"];

type Row = Record<string, unknown>;

/** Every rule with a test that makes it fire. */
export const rules: readonly DetectionItem[] = shipped.detections;

/** The tests that make a rule fire, and leave the time at which rows arrive to the runner. */
export const firing = (rule: DetectionItem): readonly RuleTest[] =>
  (rule.tests?.data.tests ?? []).filter(
    ({ expect, given }) => expect.alerts.length > 0 && !JSON.stringify(given).includes(arrivedKey),
  );

/** Runs rules over their schedule, on rows that come in as they should and on rows that do not. */
export class Replays {
  private constructor(
    private readonly workspace: Workspace,
    private readonly refilled: RefilledWorkspace,
  ) {}

  /** @param names rules that are wanted; default: all */
  static async open(names?: readonly string[]): Promise<Replays> {
    const wanted = rules.filter(({ name }) => !names || names.includes(name));
    const workspace = synthesizedWorkspace(shipped, wanted);
    return new Replays(workspace, await RefilledWorkspace.open(workspace, work));
  }

  close(): void {
    this.refilled.close();
  }

  /** Whom the alerts of all runs are about that can see the test's rows, sorted: one line for each alert. */
  async told(rule: DetectionItem, test: RuleTest, delay: number, kind: Kind): Promise<readonly string[]> {
    const given = delayed(test, stepOf(rule), delay, rule.data.kind === "NRT" ? { ...at(test), kind } : { kind });
    const refused = await fillFor(this.refilled, this.workspace, { ...test, given }, rule.folder);
    if (refused.length > 0) throw new Error(refused.join("\n"));
    const known = this.workspace.rules.find(({ name }) => name === rule.data.name)!;
    const runs = timesOf(rule, test, kind === "late" ? delay : 0).map((time) =>
      known.schedule ? scheduledRun(time, known.schedule.period) : nrtRun(time),
    );
    return (await this.refilled.runAll(known, runs, minute)).map(about).sort();
  }
}

/** Every row of an NRT rule's test comes in at once: the rule looks at one minute. */
const at = (test: RuleTest): { readonly together: number } => ({ together: Date.parse(test.now) });

/** Whom an alert is about, not when and how much. */
const about = ({ entities }: Alert): string =>
  JSON.stringify(entities.filter(({ type }) => type === "Account" || type === "CloudApplication"));

const units: Readonly<Record<string, number>> = { m: minute, h: hour, d: 24 * hour };

/** The distance of a rule's runs. */
function stepOf({ data }: DetectionItem): number {
  const [, amount, unit] = /^(\d+)([mhd])$/.exec(data.queryFrequency ?? "1m")!;
  return Number(amount) * units[unit!]!;
}

/** When the rule runs while the rows come in, and until nothing can be new to it any more. */
function timesOf(rule: DetectionItem, test: RuleTest, delay: number): number[] {
  const step = stepOf(rule);
  const now = Date.parse(test.now);
  if (rule.data.kind === "NRT") return [2, 3, 4, 5].map((after) => now + delay + after * minute);
  const around = [-step, 0, step, 2 * step, 2 * hour].map((offset) => now + delay + offset);
  return [...new Set([now, now + step, ...around])].filter((time) => time >= now - step).sort((a, b) => a - b);
}

/** The rows of a test, wrong in time by so much. */
function delayed(
  test: RuleTest,
  step: number,
  delay: number,
  how: { readonly kind: Kind; readonly together?: number },
): RuleTest["given"] {
  if (delay === 0 && how.together === undefined) return test.given;
  const given: Record<string, Row[]> = {};
  const add = (table: string, rows: readonly Row[]) => {
    given[table] = [...(given[table] ?? []), ...rows];
  };
  for (const [table, rows] of Object.entries(test.given)) {
    const list = rows as Row[];
    if (table === "AgentActivityHourly_CL" && delay > 0) {
      const newest = list.filter((row) => Date.parse(String(row.TimeGenerated)) >= Date.parse(test.now) - step);
      add(
        table,
        list.filter((row) => !newest.includes(row)),
      );
      add(
        "AgentExecution_CL",
        newest.flatMap(recordsOf).map((row) => wrong(row, delay, how)),
      );
    } else if (logs.has(table))
      add(
        table,
        list.map((row) => wrong(row, delay, how)),
      );
    else if (how.together !== undefined)
      add(
        table,
        list.map((row) => wrong(row, how.kind === "late" ? delay : 0, { ...how, kind: "late" })),
      );
    else add(table, daily.has(table) && how.kind === "late" ? list.flatMap((row) => [row, again(row, delay)]) : list);
  }
  return given;
}

function wrong(row: Row, delay: number, { kind, together }: { readonly kind: Kind; readonly together?: number }): Row {
  const happened = Date.parse(String(row.TimeGenerated));
  const arrived = (together ?? happened) + (kind === "late" ? delay : 0);
  return { ...(kind === "late" ? row : shifted(row, -delay)), [arrivedKey]: new Date(arrived).toISOString() };
}

/** The same said a while later, as of a later day. */
const again = (row: Row, delay: number): Row => ({ ...row, ...shifted({ TimeGenerated: row.TimeGenerated }, delay) });

const shifted = (row: Row, by: number): Row => ({
  ...row,
  ...Object.fromEntries(
    times
      .filter((column) => row[column] !== undefined)
      .map((column) => [column, new Date(Date.parse(String(row[column])) + by).toISOString()]),
  ),
});

/** Records that a row of the hourly summary sums up, in the middle of its hour. */
function recordsOf(summary: Row): Row[] {
  const { Hour, Events, Failures, Unavailable, Records, BytesOutTotal, MaxLabelRank, Sessions: _, ...same } = summary;
  const count = Math.max(Number(Events ?? 1), Number(Failures ?? 0));
  const middle = new Date(Date.parse(String(Hour)) + hour / 2).toISOString();
  return Array.from({ length: count }, (_unused, i) => ({
    ...same,
    TimeGenerated: middle,
    EventResult: i < Number(Failures ?? 0) ? "Failure" : "Success",
    ...(i < Number(Unavailable ?? 0) ? { EventOriginalErrorType: "503" } : {}),
    RecordCount: i === 0 ? Number(Records ?? 0) : 0,
    BytesOut: i === 0 ? Number(BytesOutTotal ?? 0) : 0,
    ...(MaxLabelRank === undefined ? {} : { DataLabelRank: MaxLabelRank }),
  }));
}

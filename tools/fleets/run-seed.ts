/** One seed in a process of its own, so that memory is given back: `run-seed.ts <seed> <agents> <days> <start> <shape>` prints a result as JSON. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Attack,
  type BacktestReport,
  backtest,
  contentWorkspace,
  judge,
  readTruth,
  ruleId,
  tellers,
} from "../../lib/backtest";
import { cacheFolder, WorkCache } from "../../lib/cache";
import { loadContent } from "../../lib/content";
import type { AnalyticsRule, Workspace } from "../../lib/emulator";
import { type FleetShape, makeFleet, writeFleet } from "../../lib/fleet";
import type { Progress } from "../../lib/progress";
import type { AttackResult, SeedResult } from "./result";

/** Habits are known after this long, in milliseconds: what rules tell is counted from then on. */
const learning = 7 * 86_400_000;
/** The most that a statement of many runs may take, in milliseconds: machines that run several seeds are slow. */
const timeout = 900_000;

async function main([seed, agents, days, start, shape]: readonly string[]): Promise<void> {
  const options = {
    seed: seed!,
    agents: Number(agents),
    days: Number(days),
    start: new Date(start!),
    shape: shape as FleetShape,
  };
  const folder = mkdtempSync(join(tmpdir(), "agentid-fleets-"));
  try {
    const workspace = contentWorkspace(loadContent());
    const calm = join(folder, "ordinary");
    await writeFleet(makeFleet(options), calm);
    const from = new Date(options.start.getTime() + learning);
    // Beyond its end a history is silent, and rules that wait for records would say so.
    const to = new Date(options.start.getTime() + options.days * 86_400_000);
    const span = { from, to, timeout, cache: new WorkCache(cacheFolder()) };
    const ordinary = await backtest({
      input: calm,
      workspace,
      truth: [],
      ...span,
      progress: told(`${seed}, ordinary`),
    });
    rmSync(calm, { recursive: true });
    const attacked = join(folder, "attacked");
    await writeFleet(makeFleet({ ...options, inject: ["all"] }), attacked);
    const truth = readTruth(join(attacked, "truth.json"));
    const first = Math.min(...truth.map((attack) => Date.parse(attack.from)));
    // An attack on an agent of the first days is there to be told of, too.
    const begin = new Date(Math.min(from.getTime(), first - (first % 86_400_000)));
    const report = await backtest({
      input: attacked,
      workspace,
      truth,
      ...span,
      from: begin,
      progress: told(`${seed}, attacked`),
    });
    console.log(JSON.stringify(resultOf(seed!, ordinary, report, workspace)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Says now and then how far a seed is. */
function told(name: string): Progress {
  let last = Date.now();
  return {
    update(done, total, what) {
      if (Date.now() - last < 30_000) return;
      last = Date.now();
      console.error(`seed ${name}: ${what}, ${Math.floor((100 * done) / Math.max(1, total))} %`);
    },
  };
}

function resultOf(seed: string, ordinary: BacktestReport, attacked: BacktestReport, workspace: Workspace): SeedResult {
  const failures = [...ordinary.outcome.failures, ...attacked.outcome.failures];
  return {
    seed,
    agentDays: ordinary.agentDays,
    alerts: ordinary.alerts,
    incidents: ordinary.incidents,
    rules: ordinary.rules
      .filter(({ alerts }) => alerts > 0)
      .map(({ id, rule, alerts, incidents }) => ({ id, rule, alerts, incidents })),
    attacks: (attacked.attacks ?? []).map((attack) =>
      attackResult(attack, attack.incidents.length, attacked, workspace.rules),
    ),
    failures: [...new Set(failures.map(({ rule, message }) => `${rule}: ${message}`))],
  };
}

/** Told of by the rules that are there for it: on a fleet with troubles, others name the agent by chance. */
function attackResult(
  attack: Attack,
  around: number,
  report: BacktestReport,
  rules: readonly AnalyticsRule[],
): AttackResult {
  const { scenario, agentId, blueprintId, from, to, strength = "medium", detections = [] } = attack;
  const wanted = new Set(rules.filter((rule) => detections.includes(ruleId(rule))).map(({ id }) => id));
  // What all rules made of it is left out.
  const bare: Attack = { scenario, agentId, from, to, detections, ...(blueprintId && { blueprintId }) };
  const incidents = report.outcome.incidents.map((incident) => ({
    ...incident,
    alerts: incident.alerts.filter((alert) => tellers(alert).some((id) => wanted.has(id))),
  }));
  const [judged] = judge({ alerts: [], incidents }, rules, report.agentDays, [bare]).attacks!;
  const { minutesToDetect, missing } = judged!;
  return {
    scenario,
    strength,
    detections,
    toldBy: detections.filter((id) => !missing.includes(id)),
    ...(minutesToDetect === undefined ? {} : { minutes: minutesToDetect }),
    incidents: judged!.incidents.length,
    around,
  };
}

void main(process.argv.slice(2));

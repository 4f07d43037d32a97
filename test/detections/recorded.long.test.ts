import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BacktestReport, backtest, contentWorkspace, ruleId } from "../../lib/backtest";
import type { Workspace } from "../../lib/emulator";
import { shipped } from "../shared/content";

/** Histories of a few hours that were recorded or made by others, and what must be told of each. */
const root = join(process.env.AGENTID_CORPORA ?? "", "failing/detections");
const known = process.env.AGENTID_CORPORA !== undefined && existsSync(root);

/** Detections that must tell of a history, and those that must not. */
const expected: Readonly<Record<string, { readonly told?: readonly string[]; readonly quiet?: readonly string[] }>> = {
  "AIC-002-flexible-fic": { told: ["AIC-002"] },
  "AIC-003-one-target": { told: ["AIC-003"] },
  "AIC-009-late-signin": { told: ["AIC-009"] },
  "AIC-010-late-graph": { told: ["AIC-010"] },
  "AIC-013-disabled-by-hand": { told: ["AIC-013"] },
  "AIC-017-blueprint-object-id": { told: ["AIC-017"] },
  "AIC-031-long-gap": { told: ["AIC-031"] },
  "AIC-044-045-young-agent-deletes": { told: ["AIC-044"] },
  "AIC-044-failed-writes": { quiet: ["AIC-044"] },
  "AIC-044-outage-raises-ceiling": { told: ["AIC-044"] },
  "AIC-046-no-blueprint": { told: ["AIC-046"] },
  "AIC-052-late-verdict": { told: ["AIC-052"] },
  "AIC-060-zone-with-space": { quiet: ["AIC-060"] },
  "AIC-062-late-purview": { told: ["AIC-061", "AIC-062"] },
  "AIC-070-daily-agent": { told: ["AIC-070"] },
  "audit-without-agentType": { told: ["AIC-001", "AIC-004"] },
  "otel-retrieval-unseen": { told: ["AIC-042", "AIC-043"] },
};

interface Run {
  readonly frm: string;
  readonly to: string;
  readonly latency: Readonly<Record<string, number>>;
}

let workspace: Workspace;

/** What the rules of some detections make of a history. */
async function replayed(name: string, ids: readonly string[]): Promise<BacktestReport> {
  const folder = join(root, name);
  const { frm, to, latency } = JSON.parse(readFileSync(join(folder, "run.json"), "utf8")) as Run;
  const arrival = Object.fromEntries(Object.entries(latency).map(([table, minutes]) => [table, minutes * 60_000]));
  const watchlists = join(folder, "watchlists");
  return backtest({
    input: join(folder, "telemetry"),
    ...(existsSync(watchlists) && { watchlists }),
    workspace: { ...workspace, rules: workspace.rules.filter((rule) => ids.includes(ruleId(rule))) },
    from: new Date(frm),
    to: new Date(to),
    arrival,
  });
}

const detectionsOf = ({ outcome }: BacktestReport): Set<string> =>
  new Set(outcome.alerts.map(({ customDetails }) => customDetails.DetectionId?.[0] ?? ""));

(known ? describe : describe.skip)("recorded histories (AGENTID_CORPORA)", () => {
  beforeAll(() => {
    workspace = contentWorkspace(shipped);
  });

  test.each(Object.entries(expected))("%s", async (name, { told = [], quiet = [] }) => {
    const found = detectionsOf(await replayed(name, [...told, ...quiet]));
    expect([...told].filter((id) => !found.has(id))).toEqual([]);
    expect(quiet.filter((id) => found.has(id))).toEqual([]);
  });

  test("every one of the public events of Entra is told, as documented and as measured", async () => {
    const { outcome } = await replayed("public-events", [
      "AIC-001",
      "AIC-002",
      "AIC-003",
      "AIC-004",
      "AIC-005",
      "AIC-007",
      "AIC-017",
    ]);
    const cases = JSON.parse(readFileSync(join(root, "public-events/cases.json"), "utf8")) as {
      readonly case: string;
      readonly ids: readonly string[];
    }[];
    const told = outcome.alerts.map(({ customDetails, entities }) =>
      JSON.stringify([customDetails, entities]).toLowerCase(),
    );
    const missed = cases.filter(({ ids }) => !told.some((text) => ids.some((id) => text.includes(id))));
    expect(missed.map((one) => one.case)).toEqual([]);
    expect(cases).toHaveLength(18);
  });

  test("no history is left out", () => {
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual([...Object.keys(expected), "public-events"].sort());
  });
});

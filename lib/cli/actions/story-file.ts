import { existsSync } from "node:fs";
import { join } from "node:path";
import { judge, precisionByRule, type ReplayReport, readTruth } from "../../backtest";
import type { SentinelEmulator, Simulation } from "../../emulator";
import { portalSettings } from "../../emulator";
import { type PageTable, readStory, storyPage } from "../../report";
import { reportFile } from "./report-file";

/**
 * Reads a simulation's story and writes it as a page.
 * @param file to write to
 * @param input folder of the telemetry: that of a fleet knows the truth
 */
export function readingStory(
  file: string,
  input: string,
): (emulator: SentinelEmulator, simulation: Simulation) => Promise<void> {
  const write = reportFile(file);
  const truth = join(input, "truth.json");
  const attacks = existsSync(truth) ? readTruth(truth) : undefined;
  return async (emulator, simulation) => {
    const enabled = emulator.workspace.rules.filter((rule) => rule.enabled);
    const precision = attacks && precisionByRule(judge(simulation, enabled, 0, attacks).rules);
    const story = await readStory(emulator, simulation, precision ? { precision } : {});
    write(storyPage(story.title, [story]));
  };
}

/** A backtest's story as a page, with its tables below. */
export async function backtestPage(
  emulator: SentinelEmulator,
  report: ReplayReport,
  ingest: Simulation["ingest"],
  portal: "defender" | "azure" | undefined,
  tables: readonly PageTable[],
): Promise<string> {
  const { from, to, outcome, needs, rules, quality } = report;
  const source = { ...outcome, from, to, needs, ingest, portal: portalSettings(portal ? { portal } : {}) };
  const story = await readStory(emulator, source, quality ? { precision: precisionByRule(rules) } : {});
  return storyPage(`Backtest: ${story.title.toLowerCase()}`, [story], tables);
}

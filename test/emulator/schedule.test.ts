import { INGESTION_TIME } from "@sentinel-agent-identities/kql";
import type { AnalyticsRule } from "../../lib/emulator";
import { nrtRun, plannedRuns, scheduledRun } from "../../lib/emulator";
import { optionsOf } from "../../lib/emulator/rules/schedule";

const at = (text: string) => new Date(`2026-03-02T${text}Z`);
const times = (rule: Partial<AnalyticsRule>, from: string, to: string) =>
  [...plannedRuns(rule as AnalyticsRule, at(from), at(to))].map((run) => run.at.toISOString().slice(11, 16));

test("a scheduled rule runs five minutes after each scheduled time", () => {
  const schedule = { frequency: 3_600_000, period: 3_600_000, operator: "GreaterThan", threshold: 0 } as const;
  expect(times({ kind: "Scheduled", schedule }, "09:00:00", "12:05:00")).toEqual(["10:05", "11:05", "12:05"]);
});

test("it looks back from the scheduled time, at what had arrived when it ran", () => {
  const run = scheduledRun(at("10:00:00").getTime(), 7_200_000);
  expect(optionsOf(run, ["T"])).toEqual({
    now: at("10:00:00"),
    ranges: {
      T: [
        { column: "TimeGenerated", from: at("08:00:00"), to: at("10:00:00") },
        { column: INGESTION_TIME, to: at("10:05:00") },
      ],
    },
  });
});

test("an NRT rule runs every minute, over one minute of ingestion two minutes back", () => {
  expect(times({ kind: "NRT" }, "09:00:00", "09:03:00")).toEqual(["09:01", "09:02", "09:03"]);
  const run = nrtRun(at("10:00:00").getTime());
  expect(optionsOf(run, ["A", "B"]).ranges).toEqual({
    A: [{ column: INGESTION_TIME, from: at("09:57:00"), to: at("09:58:00") }],
    B: [{ column: INGESTION_TIME, from: at("09:57:00"), to: at("09:58:00") }],
  });
});

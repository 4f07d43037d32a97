import type { BacktestReport } from "../../../backtest";

/** The stable JSON form of a report: the same history gives the same bytes, whatever form its files had. */
export function backtestJson({ outcome, rows, ...report }: BacktestReport): Record<string, unknown> {
  const { alerts, incidents, failures } = outcome;
  return { ...report, history: rows, outcome: { alerts, incidents, failures } };
}

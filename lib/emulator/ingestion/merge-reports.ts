import type { IngestReport } from "./ingestor";

/** One line per stream and table, however many files or requests it came in. */
export function mergeReports(reports: readonly IngestReport[]): IngestReport[] {
  const merged = new Map<string, IngestReport>();
  for (const report of reports) {
    const key = `${report.stream} ${report.table}`;
    const sum = merged.get(key);
    merged.set(key, sum ? add(sum, report) : report);
  }
  return [...merged.values()];
}

function add(a: IngestReport, b: IngestReport): IngestReport {
  return {
    ...a,
    rowsIn: a.rowsIn + b.rowsIn,
    rowsOut: a.rowsOut + b.rowsOut,
    bytesIn: a.bytesIn + b.bytesIn,
    bytesOut: a.bytesOut + b.bytesOut,
  };
}

import { INGESTION_TIME } from "../plan/relation";
import { identifier } from "../plan/sql";
import { TICKS_PER_MS } from "../values/datetime";
import type { Engine } from "./engine";
import type { StoredTable } from "./stored-tables";

export async function extentOf(
  { storage }: StoredTable,
  engine: Engine,
): Promise<{ readonly rows: number; readonly milliseconds: number }> {
  const time = identifier(INGESTION_TIME);
  const [rows, ticks] = await engine.columns(
    `SELECT count(*), coalesce(max(${time}) - min(${time}), 0) FROM ${storage}`,
  );
  return { rows: Number(rows?.[0] ?? 0), milliseconds: Number(ticks?.[0] ?? 0) / Number(TICKS_PER_MS) };
}

export async function lastRowOf({ storage }: StoredTable, engine: Engine): Promise<number> {
  const [last] = await engine.columns(`SELECT coalesce(max(rowid), -1) FROM ${storage}`);
  return Number(last?.[0] ?? -1);
}

/** @param after leaves out rows up to this number */
export async function bytesIn({ storage, names }: StoredTable, after: number, engine: Engine): Promise<number> {
  const sizes = names.map((column) => `coalesce(sum(strlen(${column}::VARCHAR)), 0)`);
  const [total] = await engine.columns(`SELECT (${sizes.join(" + ")})::DOUBLE FROM ${storage} WHERE rowid > ${after}`);
  return Number(total?.[0] ?? 0);
}

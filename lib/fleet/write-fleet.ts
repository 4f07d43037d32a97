import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip, type Gzip } from "node:zlib";
import { type Progress, silent } from "../progress";
import { fleetDirectory } from "./directory";
import { FleetError } from "./errors";
import type { Fleet } from "./fleet";
import type { Row } from "./row";
import { completer, targetSchemas } from "./schema";
import { iso } from "./time";

/** How much was written. */
export interface WrittenFleet {
  /** rows by stream or table */
  readonly rows: Readonly<Record<string, number>>;
}

/** Lines are compressed in pieces of this many characters. */
const pieceSize = 1 << 16;

/**
 * Writes a fleet's telemetry into an empty folder: `telemetry/<StreamOrTable>.ndjson.gz`, `watchlists/<Alias>.csv`,
 * `directory.json` (what Microsoft Graph shows of it) and `truth.json`. Rows of a real fleet say in `_TimeReceived` when
 * they reach the workspace.
 * @param progress told how much of the time is written
 * @throws FleetError when the folder holds anything already
 */
export async function writeFleet(fleet: Fleet, folder: string, progress: Progress = silent): Promise<WrittenFleet> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new FleetError(`${folder} is not empty; nothing was written`, "name a folder that does not exist yet");
  mkdirSync(join(folder, "telemetry"), { recursive: true });
  mkdirSync(join(folder, "watchlists"));
  for (const [alias, items] of Object.entries(fleet.watchlists))
    writeFileSync(join(folder, "watchlists", `${alias}.csv`), csv(items));
  const directory = fleetDirectory(fleet.plan, fleet.plan.window.end);
  writeFileSync(join(folder, "directory.json"), `${JSON.stringify(directory)}\n`);
  writeFileSync(join(folder, "truth.json"), `${JSON.stringify(fleet.truth, null, 2)}\n`);
  const files = new Map<string, RowFile>();
  const { start, end } = fleet.plan.window;
  for (const { target, time, row, arrival } of fleet.rows()) {
    progress.update(time - start, end - start, "writing telemetry");
    const file = files.get(target) ?? new RowFile(join(folder, "telemetry"), target);
    files.set(target, file);
    await file.write(row, arrival);
  }
  for (const file of files.values()) await file.end();
  return { rows: Object.fromEntries([...files].map(([name, { count }]) => [name, count]).sort()) };
}

/** One stream's or table's rows. */
class RowFile {
  count = 0;
  private piece = "";
  private readonly complete: (row: Row) => Row;
  private readonly gzip: Gzip = createGzip();
  private readonly done: Promise<void>;

  constructor(folder: string, target: string) {
    const schema = targetSchemas().get(target);
    if (!schema) throw new FleetError(`${target} is neither a stream nor a built-in table`);
    this.complete = completer(schema);
    this.done = finished(this.gzip.pipe(createWriteStream(join(folder, `${target}.ndjson.gz`))));
  }

  async write(row: Row, arrival?: number): Promise<void> {
    this.count++;
    const complete = this.complete(row);
    this.piece += `${JSON.stringify(arrival === undefined ? complete : { ...complete, _TimeReceived: iso(arrival) })}\n`;
    if (this.piece.length >= pieceSize) await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
    this.gzip.end();
    await this.done;
  }

  private async flush(): Promise<void> {
    const { piece } = this;
    this.piece = "";
    if (piece !== "" && !this.gzip.write(piece)) await once(this.gzip, "drain");
  }
}

/** Items as CSV: no value has a quote, a comma or a line break. */
function csv(items: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const lines = items.map((item) => columns.map((column) => item[column] ?? "").join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

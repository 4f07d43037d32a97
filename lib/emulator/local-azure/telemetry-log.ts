import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stream } from "../workspace/model";

/** Rows that came in, and the way they took then: a rule that is changed later changes nothing about them. */
export interface LoggedUpload {
  readonly workspaceId: string;
  readonly name: string;
  /** ISO 8601 */
  readonly arrival: string;
  readonly stream: Stream;
  /** the body of the request, JSON */
  readonly body: string;
}

/** Everything that was sent, in order: with it, a workspace that changes keeps its rows. */
export class TelemetryLog {
  private entries: { readonly file: string; readonly upload: LoggedUpload }[] = [];
  private count = 0;

  /** @param folder where it is kept. @default - with this process */
  constructor(private readonly folder?: string) {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name);
      this.entries.push({ file, upload: JSON.parse(readFileSync(file, "utf8")) as LoggedUpload });
      this.count = Number.parseInt(name, 10);
    }
  }

  /** What was sent to a workspace, oldest first. */
  of(workspaceId: string): LoggedUpload[] {
    return this.entries
      .map(({ upload }) => upload)
      .filter((upload) => upload.workspaceId === workspaceId.toLowerCase());
  }

  add(upload: LoggedUpload): void {
    const file = join(this.folder ?? "", `${String(++this.count).padStart(8, "0")}.json`);
    this.keep(file, { ...upload, workspaceId: upload.workspaceId.toLowerCase() });
  }

  /** Forgets the rows of a table, which is gone with them; of a workspace that is gone for good, all of them. */
  forget(workspaceId: string, table?: string): void {
    const before = this.entries;
    this.entries = [];
    for (const { file, upload } of before) {
      const isOther = upload.workspaceId !== workspaceId.toLowerCase();
      const flows = table === undefined ? [] : upload.stream.flows.filter((flow) => flow.table !== table);
      if (isOther || flows.length === upload.stream.flows.length) this.entries.push({ file, upload });
      else if (flows.length > 0) this.keep(file, { ...upload, stream: { ...upload.stream, flows } });
      else if (this.folder) rmSync(file);
    }
  }

  private keep(file: string, upload: LoggedUpload): void {
    this.entries.push({ file, upload });
    if (this.folder) writeFileSync(file, JSON.stringify(upload));
  }
}

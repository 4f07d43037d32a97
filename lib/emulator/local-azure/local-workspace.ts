import type { WorkCache } from "../../cache";
import type { ResourceManager } from "../arm";
import { SentinelEmulator } from "../emulator";
import type { IngestReport } from "../ingestion/ingestor";
import type { RejectedRow } from "../ingestion/input-row";
import { ingestUpload } from "../server/server";
import type { Upload } from "../server/uploads";
import type { Workspace } from "../workspace/model";
import type { LoggedUpload, TelemetryLog } from "./telemetry-log";

/** A workspace as it was applied, with its rows: it is opened when somebody sends or asks, and anew when it was changed. */
export class LocalWorkspace {
  private opened: { readonly emulator: SentinelEmulator; readonly model: Workspace } | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    private readonly manager: ResourceManager,
    private readonly log: TelemetryLog,
    private readonly cache?: WorkCache,
  ) {}

  /** As it stands. @throws EmulatorError for what was applied and cannot be made out */
  get model(): Workspace {
    return this.manager.workspace(this.id);
  }

  /** Rows that were refused, as far as their tables are still there. */
  get rejected(): readonly RejectedRow[] {
    return this.opened?.emulator.rejected ?? [];
  }

  /** Does something with the workspace, while nobody else does. */
  use<T>(work: (emulator: SentinelEmulator) => Promise<T>): Promise<T> {
    const turn = this.last.then(async () => work(await this.emulator()));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  ingest(upload: Upload): Promise<IngestReport[]> {
    return this.use(async (emulator) => {
      const reports = await ingestUpload(emulator, upload);
      const { name, stream, arrival, body } = upload;
      this.log.add({ workspaceId: this.id, name, arrival: arrival.toISOString(), stream, body: body.toString("utf8") });
      return reports;
    });
  }

  /** Another emulator of the workspace, with its rules and its rows; the caller closes it. */
  async again(): Promise<SentinelEmulator> {
    const emulator = await SentinelEmulator.open(this.model, this.cache ? { cache: this.cache } : {});
    for (const upload of this.uploads) await replayed(emulator, upload);
    return emulator;
  }

  /** What was sent so far. */
  get uploads(): readonly LoggedUpload[] {
    return this.log.of(this.id);
  }

  async close(): Promise<void> {
    await this.last;
    this.opened?.emulator.close();
    this.opened = undefined;
  }

  private async emulator(): Promise<SentinelEmulator> {
    const { model } = this;
    if (this.opened && this.opened.model === model) return this.opened.emulator;
    this.opened?.emulator.close();
    this.opened = undefined;
    const emulator = await SentinelEmulator.open(model, { rules: [], ...(this.cache ? { cache: this.cache } : {}) });
    for (const upload of this.uploads) await replayed(emulator, upload);
    this.opened = { emulator, model };
    return emulator;
  }
}

/** Rows of tables that are no more are left out. */
async function replayed(emulator: SentinelEmulator, { name, stream, arrival, body }: LoggedUpload): Promise<void> {
  const { tables } = emulator.workspace;
  const flows = stream.flows.filter(({ table }) => !table.endsWith("_CL") || tables.some((one) => one.name === table));
  if (flows.length === 0) return;
  const upload = { name, stream: { ...stream, flows }, arrival: new Date(arrival), body: Buffer.from(body) };
  await ingestUpload(emulator, upload);
}

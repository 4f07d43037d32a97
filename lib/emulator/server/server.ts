import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { SentinelEmulator } from "../emulator";
import { Faults } from "../faults";
import type { IngestReport } from "../ingestion/ingestor";
import { ApiError } from "./api-error";
import { apiErrors } from "./api-errors";
import { LocalServer } from "./local-server";
import { LocalService } from "./local-service";
import { azureLimits, type IngestionLimits, Throttle } from "./throttle";
import { type Intake, type Upload, Uploads, uploadedRows } from "./uploads";

/** How to serve. */
export interface IngestionServerOptions {
  /** Says when rows arrive, and which minute limits count in. */
  readonly clock: Clock;
  /** @default - any free port */
  readonly port?: number;
  /** @default - Azure's */
  readonly limits?: Partial<IngestionLimits>;
  /** answers instead of its own. @default - none */
  readonly faults?: Faults;
}

/**
 * The Logs Ingestion API of an emulated workspace, on this machine only.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export class IngestionServer extends LocalService {
  private constructor(
    server: LocalServer,
    private readonly uploads: Uploads,
  ) {
    super(server);
  }

  /** @throws EmulatorError when the port is taken */
  static async start(emulator: SentinelEmulator, options: IngestionServerOptions): Promise<IngestionServer> {
    const throttle = new Throttle(options.clock, { ...azureLimits, ...options.limits });
    const uploads = new Uploads(intakeOf(emulator), options.clock, throttle);
    const { port, faults = new Faults() } = options;
    const answerer = faults.on((request, response) => answerUpload(uploads, request, response));
    const server = await LocalServer.start(answerer, port);
    return new IngestionServer(server, uploads);
  }

  /** What came in so far, per stream and table; rejected rows are the emulator's `rejected`. */
  get ingested(): readonly IngestReport[] {
    return this.uploads.ingested;
  }
}

/** The data collection rules of a workspace, and its tables behind them. */
export const intakeOf = (emulator: SentinelEmulator): Intake => ({
  rules: emulator.workspace.dataCollectionRules,
  ingest: (upload) => ingestUpload(emulator, upload),
});

/** Brings the rows of an upload into the tables of its stream. */
export function ingestUpload(
  emulator: SentinelEmulator,
  { name, stream, arrival, body }: Omit<Upload, "rule">,
): Promise<IngestReport[]> {
  const rows = uploadedRows(body, name);
  const source = {
    ...{ target: stream.name, file: name, arrival },
    rows: async function* () {
      yield* rows;
    },
  };
  return emulator.ingest(source, stream);
}

/** Answers one request of the Logs Ingestion API. */
export async function answerUpload(
  uploads: Uploads,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await uploads.take(request);
    response.writeHead(204).end();
  } catch (error) {
    const { status, code, message, headers } = error instanceof ApiError ? error : apiErrors.internal(error);
    response
      .writeHead(status, { ...headers, "Content-Type": "application/json", "x-ms-error-code": code })
      .end(JSON.stringify({ error: { code, message } }));
  }
}

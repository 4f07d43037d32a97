import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../clock";
import type { SentinelEmulator } from "../emulator";
import { EmulatorError } from "../errors";
import type { IngestReport } from "../ingestion/ingestor";
import { ApiError } from "./api-error";
import { apiErrors } from "./api-errors";
import { type LocalCertificate, makeLocalCertificate } from "./certificate";
import { azureLimits, type IngestionLimits, Throttle } from "./throttle";
import { Uploads } from "./uploads";

const host = "127.0.0.1";

/** How to serve. */
export interface IngestionServerOptions {
  /** Says when rows arrive, and which minute limits count in. */
  readonly clock: Clock;
  /** @default - any free port */
  readonly port?: number;
  /** @default - Azure's */
  readonly limits?: Partial<IngestionLimits>;
}

/**
 * The Logs Ingestion API of an emulated workspace, on this machine only.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
 */
export class IngestionServer {
  private constructor(
    private readonly server: Server,
    private readonly certificate: LocalCertificate,
    private readonly uploads: Uploads,
  ) {}

  /** @throws EmulatorError when the port is taken */
  static async start(emulator: SentinelEmulator, options: IngestionServerOptions): Promise<IngestionServer> {
    const throttle = new Throttle(options.clock, { ...azureLimits, ...options.limits });
    const uploads = new Uploads(emulator, options.clock, throttle);
    const certificate = await makeLocalCertificate();
    const { key, cert } = certificate;
    const server = createServer({ key, cert, minVersion: "TLSv1.2" }, (request, response) =>
      answer(uploads, request, response),
    );
    try {
      await listen(server, options.port ?? 0);
    } catch (error) {
      certificate.discard();
      throw error;
    }
    return new IngestionServer(server, certificate, uploads);
  }

  /** Where clients send to: `https://127.0.0.1:port`. */
  get endpoint(): string {
    return `https://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  /** PEM file of the authority that clients must trust, for NODE_EXTRA_CA_CERTS. */
  get caFile(): string {
    return this.certificate.caFile;
  }

  /** What came in so far, per stream and table; rejected rows are the emulator's `rejected`. */
  get ingested(): readonly IngestReport[] {
    return this.uploads.ingested;
  }

  /** Stops serving, when the requests under way are answered; the emulator stays open. */
  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeIdleConnections();
    });
    this.certificate.discard();
  }
}

async function answer(uploads: Uploads, request: IncomingMessage, response: ServerResponse): Promise<void> {
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new EmulatorError(`port ${port}`, "is taken", "pass another --port, or none for any that is free")
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}

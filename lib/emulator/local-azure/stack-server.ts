import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { SentinelEmulator } from "../emulator";
import type { IngestReport } from "../ingestion/ingestor";
import { replyJson } from "../server/json";
import { LocalServer } from "../server/local-server";
import { LocalService } from "../server/local-service";
import { Queries } from "../server/queries";
import { answerQuery } from "../server/query-server";
import { answerUpload, intakeOf } from "../server/server";
import { azureLimits, Throttle } from "../server/throttle";
import { Uploads } from "../server/uploads";
import { workspaceGuid } from "../workspace/workspace-guid";
import { answerSignIn } from "./sign-in";

/** How to serve. */
export interface StackServerOptions {
  readonly clock: Clock;
  /** @default - any free port */
  readonly port?: number;
}

/**
 * An emulated workspace alive: the Logs Ingestion API of its data collection rules, its query API, and the sign-in for both,
 * where a client id is the object id of whom a role was given.
 */
export class StackServer extends LocalService {
  private constructor(
    server: LocalServer,
    private readonly uploads: Uploads,
    /** by which the query API knows the workspace */
    readonly workspaceId: string,
  ) {
    super(server);
  }

  /** @throws EmulatorError when the port is taken */
  static async start(emulator: SentinelEmulator, { clock, port }: StackServerOptions): Promise<StackServer> {
    const uploads = new Uploads(intakeOf(emulator), clock, new Throttle(clock, azureLimits));
    const queries = new Queries(emulator, clock, false);
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const endpoint = `https://${request.headers.host}`;
      if (new URL(request.url!, endpoint).pathname.startsWith("/v1/")) return answerQuery(queries, request, response);
      const signIn = await answerSignIn(request, endpoint, (clientId) => clientId);
      return signIn ? replyJson(response, signIn) : answerUpload(uploads, request, response);
    };
    const server = await LocalServer.start(answer, port);
    return new StackServer(server, uploads, workspaceGuid(emulator.workspace));
  }

  /** What came in so far, per stream and table; rejected rows are the emulator's `rejected`. */
  get ingested(): readonly IngestReport[] {
    return this.uploads.ingested;
  }
}

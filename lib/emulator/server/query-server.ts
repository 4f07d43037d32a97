import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { SentinelEmulator } from "../emulator";
import { Faults } from "../faults";
import { workspaceGuid } from "../workspace/workspace-guid";
import { ApiError } from "./api-error";
import { replyJson } from "./json";
import { LocalServer } from "./local-server";
import { LocalService } from "./local-service";
import { Queries } from "./queries";
import { queryErrors } from "./query-errors";

/** How to serve. */
export interface QueryServerOptions {
  /** The present of queries. */
  readonly clock: Clock;
  /** @default - any free port */
  readonly port?: number;
  /** Hides rows that come in later than the present, which are in the tables where telemetry is replayed. @default false */
  readonly onlyArrived?: boolean;
  /** answers instead of its own. @default - none */
  readonly faults?: Faults;
}

/**
 * The Log Analytics query API of an emulated workspace, for https://api.loganalytics.io: who holds Log Analytics Reader may ask.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format
 */
export class QueryServer extends LocalService {
  private constructor(
    server: LocalServer,
    /** by which clients name the workspace */
    readonly workspaceId: string,
  ) {
    super(server);
  }

  /** @throws EmulatorError when the port is taken */
  static async start(emulator: SentinelEmulator, options: QueryServerOptions): Promise<QueryServer> {
    const { clock, port, onlyArrived = false, faults = new Faults() } = options;
    const queries = new Queries(emulator, clock, onlyArrived);
    const answerer = faults.on((request, response) => answerQuery(queries, request, response));
    const server = await LocalServer.start(answerer, port);
    return new QueryServer(server, workspaceGuid(emulator.workspace));
  }
}

/** Answers one request of the query API. */
export async function answerQuery(
  queries: Pick<Queries, "answer">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    replyJson(response, { status: 200, body: await queries.answer(request) });
  } catch (error) {
    const { status, code, message, headers } = error instanceof ApiError ? error : queryErrors.internal(error);
    replyJson(response, { status, headers, body: { error: { code, message } } });
  }
}

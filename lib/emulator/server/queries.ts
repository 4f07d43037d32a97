import type { IncomingMessage } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { QueryResult } from "@sentinel-agent-identities/kql";
import type { SentinelEmulator } from "../emulator";
import { workspaceGuid } from "../workspace/workspace-guid";
import { queryErrors } from "./query-errors";
import { readTimespan } from "./timespan";
import { principalOf } from "./token";

const audience = "https://api.loganalytics.io";
/** https://learn.microsoft.com/azure/azure-monitor/logs/api/azure-resource-queries: by GUID, or by ARM id */
const byGuid = /^\/v1\/workspaces\/([^/]+)\/query$/i;
const byArmId = /^\/v1(\/subscriptions\/.+)\/query$/i;

/** What the API answers. */
export interface QueryAnswer {
  readonly tables: readonly {
    readonly name: "PrimaryResult";
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly unknown[])[];
  }[];
}

/** Answers queries on an emulated workspace. */
export class Queries {
  constructor(
    private readonly emulator: SentinelEmulator,
    private readonly clock: Clock,
    /** whether rows that come in later than now are hidden */
    private readonly onlyArrived: boolean,
  ) {}

  /** @throws ApiError when the request or the query is refused */
  async answer(request: IncomingMessage): Promise<QueryAnswer> {
    const { pathname } = new URL(request.url!, "https://localhost");
    const path = decodeURIComponent(pathname);
    const id = request.method === "POST" ? (byGuid.exec(path) ?? byArmId.exec(path))?.[1] : undefined;
    if (id === undefined) throw queryErrors.unknownRoute(request.method!, path);
    const principalId = principal(request);
    const { armId } = this.emulator.workspace;
    const known = id.startsWith("/") ? armId : workspaceGuid(this.emulator.workspace);
    if (id.toLowerCase() !== known.toLowerCase()) throw queryErrors.unknownWorkspace(id, known);
    if (!this.emulator.workspace.readers?.includes(principalId)) throw queryErrors.forbidden(principalId);
    const now = this.clock.now();
    const { query, timespan } = await readQuery(request);
    const generated = timespan === undefined ? undefined : readTimespan(timespan, now);
    try {
      const options = { now, ...(this.onlyArrived ? { arrivedBy: now } : {}), ...(generated ? { generated } : {}) };
      return rendered(await this.emulator.query(query, options));
    } catch (error) {
      if (error instanceof Error && error.name.startsWith("Kql")) throw queryErrors.badArgument(error.message);
      throw error;
    }
  }
}

function principal(request: IncomingMessage): string {
  try {
    return principalOf(request.headers.authorization, audience);
  } catch (error) {
    throw queryErrors.unauthenticated((error as Error).message);
  }
}

/** `workspaces` is not supported here: the emulator runs one workspace. */
async function readQuery(request: IncomingMessage): Promise<{ query: string; timespan?: unknown }> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk;
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw queryErrors.badArgument(`the body is no JSON: ${(error as Error).message}`);
  }
  const odd = Object.keys(body ?? {}).find((name) => name !== "query" && name !== "timespan");
  if (odd) throw queryErrors.badArgument(`"${odd}" is not supported here; say it in the query`);
  if (typeof body?.query !== "string") throw queryErrors.badArgument('the body has no "query"');
  return { query: body.query, timespan: body.timespan };
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/api/response-format: dynamic values come as text */
function rendered({ columns, rows }: QueryResult): QueryAnswer {
  const dynamic = columns.map(({ type }) => type === "dynamic");
  const value = (cell: unknown, i: number) => {
    if (typeof cell === "bigint") return Number(cell);
    return dynamic[i] && cell !== null && cell !== undefined ? JSON.stringify(cell) : cell;
  };
  return {
    tables: [
      {
        name: "PrimaryResult",
        columns: columns.map(({ name, type }) => ({ name, type })),
        rows: rows.map((row) => row.map(value)),
      },
    ],
  };
}

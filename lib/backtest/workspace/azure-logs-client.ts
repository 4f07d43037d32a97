import type * as Identity from "@azure/identity";
import type * as Logs from "@azure/monitor-query-logs";
import type { Column } from "@sentinel-agent-identities/kql";
import { BacktestError } from "../errors";
import { type LogsAnswer, type LogsClient, LogsRefusal } from "./logs-client";

const publicCloud = "https://api.loganalytics.io";
/** As long as the API lets a query take, in seconds. https://learn.microsoft.com/azure/azure-monitor/logs/api/timeouts */
const longest = 600;

/** Where and as whom a workspace is asked. */
export interface AzureLogsOptions {
  /** the workspace's id: a GUID */
  readonly workspaceId: string;
  /** @default https://api.loganalytics.io */
  readonly endpoint?: string;
  /** @default - `DefaultAzureCredential`: environment, workload or managed identity, Azure CLI */
  readonly credential?: Identity.TokenCredential;
  /** PEM of the authority to trust. @default - those of the machine */
  readonly ca?: string;
}

/**
 * Microsoft's client for the Logs query API. It waits as long as a 429 says and tries again.
 * @throws BacktestError when a package that it takes is not installed
 */
export function azureLogsClient({ workspaceId, endpoint = publicCloud, credential, ca }: AzureLogsOptions): LogsClient {
  const { LogsQueryClient } = load<typeof Logs>("@azure/monitor-query-logs");
  const host = endpoint.replace(/\/+$/, "");
  // The token is for the cloud that is asked; what stands in for one takes its tokens.
  const audience = /^https:\/\/api\.loganalytics\./.test(host) ? host : publicCloud;
  const client = new LogsQueryClient(credential ?? defaultCredential(), {
    endpoint: `${host}/v1`,
    credentials: { scopes: [`${audience}/.default`] },
    retryOptions: { maxRetries: 8 },
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  });
  return {
    ask: async (text, startTime, endTime) => {
      try {
        const options = { serverTimeoutInSeconds: longest };
        return answerOf(await client.queryWorkspace(workspaceId, text, { startTime, endTime }, options));
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

function defaultCredential(): Identity.TokenCredential {
  const { DefaultAzureCredential } = load<typeof Identity>("@azure/identity");
  const authority = process.env.AZURE_AUTHORITY_HOST;
  // An authority that Microsoft does not run is unknown to the one that would vouch for it.
  const own = authority !== undefined && !/^(https:\/\/)?login\./.test(authority);
  return new DefaultAzureCredential(own ? { disableInstanceDiscovery: true } : {});
}

function load<T>(name: string): T {
  try {
    return require(name) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new BacktestError(
      "--workspace",
      `takes the package ${name}, which is not installed`,
      "npm install @azure/monitor-query-logs @azure/identity",
    );
  }
}

function answerOf(result: Logs.LogsQueryResult): LogsAnswer {
  const isPartial = "partialTables" in result;
  const table = (isPartial ? result.partialTables : result.tables)[0];
  const columns = (table?.columnDescriptors ?? []).map(({ name, type }) => ({ name, type }) as Column);
  // The client makes dates of datetimes; everybody else here keeps them as text.
  const value = (cell: unknown) =>
    cell instanceof Date ? (Number.isNaN(cell.getTime()) ? null : cell.toISOString().replace("Z", "0000Z")) : cell;
  return {
    columns,
    rows: (table?.rows ?? []).map((row) => row.map(value)),
    ...(isPartial ? { partial: `${result.partialError.code}: ${result.partialError.message}` } : {}),
  };
}

function refusalOf(error: unknown): unknown {
  const { statusCode, code, message, name } = error as {
    statusCode?: number | string;
    code?: string;
    message: string;
    name: string;
  };
  if (
    name === "AuthenticationError" ||
    name === "CredentialUnavailableError" ||
    name === "ChainedTokenCredentialUnavailableError" ||
    name === "AggregateAuthenticationError"
  )
    return new BacktestError(
      "--workspace",
      `nobody could sign in: ${message.split("\n")[0]}`,
      "run az login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret or a federated token file",
    );
  if (statusCode === undefined && name !== "RestError") return error;
  return new LogsRefusal(Number(statusCode ?? 0), code ?? "", message);
}

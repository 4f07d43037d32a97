import { CollectorError } from "../errors";
import type { Fetch, FetchResponse } from "../http/fetch";
import { type Pacing, waitBefore } from "../http/pacing";

/** Where the workspace is asked. */
export interface LogAnalyticsOptions {
  /** @default https://api.loganalytics.io */
  readonly endpoint?: string;
  /** the workspace's GUID */
  readonly workspaceId: string;
  /** Gives a token for `https://api.loganalytics.io/.default`. */
  token(): Promise<string>;
  readonly fetch: Fetch;
  readonly pacing: Pacing;
  /** how often one query is tried. @default 6 */
  readonly attempts?: number;
}

/** A row of a result by column; dynamic values are JSON text, datetimes ISO 8601. */
export type ResultRow = Readonly<Record<string, unknown>>;

interface Answer {
  readonly tables?: readonly {
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly unknown[])[];
  }[];
  readonly error?: { readonly code?: string; readonly message?: string };
}

/** Asks a Log Analytics workspace. https://learn.microsoft.com/azure/azure-monitor/logs/api/request-format */
export class LogAnalytics {
  constructor(private readonly options: LogAnalyticsOptions) {}

  /**
   * The rows of a query, all of them.
   * @throws CollectorError when it is refused, and when the answer is not complete
   */
  async rows(query: string): Promise<readonly ResultRow[]> {
    const { pacing, attempts = 6 } = this.options;
    for (let attempt = 1; ; attempt++) {
      const response = await this.ask(query);
      const status = response instanceof Error ? 0 : response.status;
      const temporary = status === 0 || status === 429 || status >= 500;
      if (!temporary && !(status === 401 && attempt === 1))
        return rowsOf(await (response as FetchResponse).text(), status);
      if (attempt >= attempts) {
        const last = response instanceof Error ? String(response.cause ?? response.message) : String(status);
        throw new CollectorError(
          "a query",
          `failed ${attempts} times, last with ${last}`,
          "the job tries again when it is due",
        );
      }
      if (status === 401) continue;
      const wait = response instanceof Error ? null : response.headers.get("Retry-After");
      await pacing.sleep(waitBefore(attempt, wait, pacing));
    }
  }

  private async ask(query: string): Promise<FetchResponse | Error> {
    const { endpoint = "https://api.loganalytics.io", workspaceId, fetch } = this.options;
    const Authorization = `Bearer ${await this.options.token()}`;
    try {
      return await fetch(`${endpoint.replace(/\/+$/, "")}/v1/workspaces/${workspaceId}/query`, {
        method: "POST",
        headers: { Authorization, "Content-Type": "application/json" },
        body: JSON.stringify({ query }),
      });
    } catch (error) {
      return error as Error;
    }
  }
}

function rowsOf(text: string, status: number): ResultRow[] {
  const { tables, error } = parsed(text, status);
  if (status !== 200 || error || !tables?.[0]) {
    const fix =
      status === 401 || status === 403
        ? "assign Log Analytics Reader on the workspace to the collector's identity"
        : "nothing was read, so that nothing is left out; the job tries again when it is due";
    throw new CollectorError(
      "a query",
      `was answered with ${status} ${error?.code ?? ""} ${error?.message ?? ""}`.trim(),
      fix,
    );
  }
  const [{ columns, rows }] = tables;
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
}

function parsed(text: string, status: number): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return { error: { code: String(status), message: `the answer is no JSON: ${text.slice(0, 200)}` } };
  }
}

/** Text as a KQL string literal. */
export function literal(text: string): string {
  // Of JSON's escapes KQL knows all; what else ends a line in some reader is escaped too.
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

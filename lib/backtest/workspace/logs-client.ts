import type { QueryResult } from "@sentinel-agent-identities/kql";

/** What a workspace answered. */
export interface LogsAnswer extends QueryResult {
  /** why the rows are not all that there are */
  readonly partial?: string;
}

/** Asks a Log Analytics workspace. */
export interface LogsClient {
  /**
   * @param from rows of that time by TimeGenerated, up to `to`
   * @throws LogsRefusal
   */
  ask(text: string, from: Date, to: Date): Promise<LogsAnswer>;
}

/** A request that the service refused, after as many tries as it asked for. */
export class LogsRefusal extends Error {
  constructor(
    /** 0 when there was no answer */
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(`${status} ${code}: ${message}`);
    this.name = "LogsRefusal";
  }

  /** whether fewer runs in one query may do */
  get isTooMuch(): boolean {
    return this.status === 413 || this.status === 504 || /timeout|limit|resource|memory/i.test(this.message);
  }
}

import type { WorkCache } from "../cache";
import type { PortalSettings, Workspace } from "../emulator";
import type { Progress } from "../progress";
import type { UncheckedContent } from "./beside/beside";
import type { DateOrder } from "./history/instant";
import type { Attack } from "./truth";

/** What to replay. */
export interface BacktestOptions {
  /** folder of the history: that of a fleet, or exports named after their tables */
  readonly input: string;
  /** tables, functions, watchlists and rules, as the Terraform has them */
  readonly workspace: Workspace;
  /** attacks that are known to be in it; an empty list says that there are none. @default - not judged */
  readonly truth?: readonly Attack[];
  /** folder of watchlist items, `<Alias>.csv`. @default - `watchlists/` of the history, else the workspace's */
  readonly watchlists?: string;
  /** when rules begin to run. @default - the full hour before the first row */
  readonly from?: Date;
  /** when they end. @default - when every rule has looked at the last row */
  readonly to?: Date;
  /** from TimeGenerated to ingestion by stream or table, in milliseconds, where rows do not say. @default - `usualArrival`, own records 30 s */
  readonly arrival?: Readonly<Record<string, number>>;
  /** day or month first, where dates with slashes leave it open. @default - refused */
  readonly dateOrder?: DateOrder;
  /** where analysts work. @default - the Defender portal */
  readonly portal?: Partial<PortalSettings>;
  /**
   * folder that rows and results are kept in instead of memory: the same replay goes on there after it was ended, and a
   * replay with other rules reads nothing again. @default - memory
   */
  readonly state?: string;
  /** milliseconds of time between two places where a replay with `state` goes on after it was ended. @default - by the rows */
  readonly stretch?: number;
  /** wall-clock time that a statement may take, in milliseconds. @default 180000 */
  readonly timeout?: number;
  /** what the workspace was made of, to be checked before any rule runs. @default - it has been */
  readonly content?: UncheckedContent;
  readonly cache?: WorkCache;
  readonly progress?: Progress;
}

import type { Clock } from "@sentinel-agent-identities/clock";
import type { KeyRegistry } from "@sentinel-agent-identities/lineage";
import type { ExternalAgent } from "../external-agent";
import type { GraphClient } from "../graph";
import type { RowSender } from "../send/sender";
import type { StateStore } from "../state/store";

/** What the sync works with. */
export interface AssetSyncOptions {
  readonly graph: GraphClient;
  readonly sender: RowSender;
  readonly store: StateStore;
  readonly clock: Clock;
  /** public keys of agents, for `SigningKeys` */
  readonly keys?: KeyRegistry;
  /** agents that Entra does not know; those that were written and are no longer here are gone */
  readonly external?: readonly ExternalAgent[];
  /** tag of classic agents. @default AIAgent */
  readonly classicTag?: string;
  /** agents whose details are read, sent and remembered together. @default 500 */
  readonly chunk?: number;
  /** agents that a delta run reads anew though nothing says that they changed: Graph tells no change of grants and owners. @default 200 */
  readonly inTurn?: number;
}

/** What a run did. */
export interface AssetSyncReport {
  readonly type: "Full" | "Delta";
  readonly rows: number;
  readonly deleted: number;
  /** HTTP requests to Graph */
  readonly requests: number;
  /** what may not be read */
  readonly notes: readonly string[];
}

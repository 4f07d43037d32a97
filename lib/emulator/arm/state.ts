import type { Incidents } from "./incidents";
import type { WatchlistItems } from "./watchlist-items";
import type { Workloads } from "./workloads";

/** What the fake Azure Resource Manager manages. */
export interface ArmState {
  readonly incidents: Incidents;
  readonly workloads: Workloads;
  readonly watchlists: WatchlistItems;
}

import type { ArmRoute } from "../route";
import { sentinelRoutes } from "./sentinel";
import { watchlistItemRoutes } from "./watchlist-items";
import { workloadRoutes } from "./workloads";

/** Every request to Azure Resource Manager that the emulator answers. */
export const routes: readonly ArmRoute[] = [...sentinelRoutes, ...watchlistItemRoutes, ...workloadRoutes];

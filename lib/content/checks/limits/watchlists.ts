import { watchlistBreaches } from "../../../limits";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** Watchlists: names and aliases that Sentinel takes. Items are held to their size with those of tenants. */
export const checkWatchlistLimits: Check = ({ content }) =>
  content.watchlists.flatMap(({ data, source }) => limitProblems(source, watchlistBreaches(data)));

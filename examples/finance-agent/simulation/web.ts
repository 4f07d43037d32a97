import { ERP_HOST, REPORTS_HOST, UNAUTHORISED_HOST } from "../ids";
import type { Fetch } from "../servers/reporting/delivery";
import { TypedError } from "../telemetry/instrument";
import type { Random } from "./random";

/** How a receiver answers, and how often it is busy instead. */
const RECEIVERS: Record<string, { status: number; busyRate: number }> = {
  [REPORTS_HOST]: { status: 201, busyRate: 0.03 },
  [ERP_HOST]: { status: 202, busyRate: 0.02 },
  [UNAUTHORISED_HOST]: { status: 200, busyRate: 0 },
};

/** Stands in for `fetch`: nothing ever leaves the process. */
export function createWeb(random: Random): Fetch {
  return async (url) => {
    const receiver = RECEIVERS[new URL(url).hostname];
    if (receiver === undefined) throw new TypedError("ENOTFOUND", `getaddrinfo ENOTFOUND ${new URL(url).hostname}`);
    return new Response(null, { status: random.chance(receiver.busyRate) ? 503 : receiver.status });
  };
}

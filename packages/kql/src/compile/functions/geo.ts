import { type Scalar, scalar } from "../../plan/scalar";
import { scanHole } from "../../plan/sql";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { text } from "./helpers";

/** Columns of the fixture that `geo_info_from_ip_address()` reads: one row per network. */
export const geoColumns = [
  { name: "network", type: "string" },
  { name: "country", type: "string" },
  { name: "state", type: "string" },
  { name: "city", type: "string" },
  { name: "latitude", type: "real" },
  { name: "longitude", type: "real" },
] as const;

/** Name of that fixture's table. */
export const GEO_TABLE = "geo_info_from_ip_address()";

/** The most specific network that holds the address; an empty bag when none does. */
function geoInfo(call: Call): Scalar {
  call.scope.compilation.lookupColumns.set(GEO_TABLE, [...geoColumns]);
  const bag =
    "json_object('country', g.country, 'state', g.state, 'city', g.city, 'latitude', g.latitude, 'longitude', g.longitude)";
  const address = text(call, 0);
  const found = `(SELECT arg_max(${bag}, kql_ipv6_prefix(g.network)) FROM ${scanHole(GEO_TABLE)} g WHERE kql_ipv6_is_in_range(${address}, g.network))`;
  return scalar("dynamic", `CASE WHEN kql_ipv6_prefix(${address}) IS NOT NULL THEN coalesce(${found}, '{}'::JSON) END`);
}

export const geo: FunctionFamily = { functions: { geo_info_from_ip_address: geoInfo } };

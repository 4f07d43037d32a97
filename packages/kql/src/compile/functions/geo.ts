import { type Scalar, scalar } from "../../plan/scalar";
import { scanHole } from "../../plan/sql";
import type { FunctionFamily } from "../family";
import type { Call } from "../scope";
import { ofReals, text } from "./helpers";

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

/** The radius of the earth in metres, as Kusto takes it. */
const earth = 6371010;

export const geo: FunctionFamily = {
  functions: {
    geo_info_from_ip_address: geoInfo,
    geo_distance_2points: ofReals("kql_geo_distance"),
    geo_point_in_circle: (call) => scalar("bool", `${ofReals("kql_geo_in_circle")(call)}`),
  },
  macros: [
    "kql_geo_is_place(lon, lat) AS abs(lon) <= 180 AND abs(lat) <= 90",
    `kql_geo_distance(lon1, lat1, lon2, lat2) AS CASE WHEN kql_geo_is_place(lon1, lat1) AND kql_geo_is_place(lon2, lat2)
      THEN 2 * ${earth} * asin(least(1, sqrt(sin(radians(lat2 - lat1) / 2) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2))) END`,
    "kql_geo_in_circle(lon, lat, center_lon, center_lat, radius) AS CASE WHEN radius >= 0 THEN kql_geo_distance(lon, lat, center_lon, center_lat) <= radius END",
  ],
};

import type { Route } from "../route";
import { agentRoutes } from "./agents";
import { changeRoutes } from "./changes";
import { classicRoutes } from "./classic";
import { relationRoutes } from "./relations";
import { riskRoutes } from "./risk";
import { roleRoutes } from "./roles";

/** Every request that the fake Graph answers; a fixed path comes before one with a parameter in the same place. */
export const routes: readonly Route[] = [
  ...changeRoutes,
  ...agentRoutes,
  ...relationRoutes,
  ...classicRoutes,
  ...riskRoutes,
  ...roleRoutes,
];

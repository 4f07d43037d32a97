import type { Route } from "../route";
import { accountRoutes } from "./accounts";
import { agentRoutes } from "./agents";
import { changeRoutes } from "./changes";
import { classicRoutes } from "./classic";
import { credentialRoutes } from "./credentials";
import { mailRoutes } from "./mail";
import { relationRoutes } from "./relations";
import { riskRoutes } from "./risk";
import { roleRoutes } from "./roles";

/** Every request that the fake Graph answers; a fixed path comes before one with a parameter in the same place. */
export const routes: readonly Route[] = [
  ...changeRoutes,
  ...agentRoutes,
  ...accountRoutes,
  ...credentialRoutes,
  ...mailRoutes,
  ...relationRoutes,
  ...classicRoutes,
  ...riskRoutes,
  ...roleRoutes,
];

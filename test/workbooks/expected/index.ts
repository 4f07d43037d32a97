import { agents } from "./agents";
import { data } from "./data";
import { operation } from "./operation";
import { tenants } from "./tenants";
import { trust } from "./trust";

/** Rows that each tile must show of the scene, among others. */
export const expected: Readonly<Record<string, readonly object[]>> = {
  ...agents,
  ...data,
  ...operation,
  ...tenants,
  ...trust,
};

import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Roles that read and change nothing. */
const readers: ReadonlySet<string> = new Set([
  "acdd72a7-3385-48ef-bd42-f606fba81ae7", // Reader
  "8d289c81-5878-46d4-8554-54e1e3d8b5cb", // Microsoft Sentinel Reader
  "73c42c96-874c-492b-b04d-ab87d138a893", // Log Analytics Reader
  "91c1777a-f3dc-4fae-b103-61d183457e46", // Managed Services Registration assignment Delete Role
]);

/** Roles of another tenant's people that are held day and night. */
export const delegationStanding: PolicyCheck = {
  id: "delegation-standing",
  title: "What changes something is activated when it is needed, with a second factor",
  why: "a stolen session of one analyst of the managing tenant works on every customer at once",
  fix: "make it eligible: in a tenant's file delegation.respond.eligible: { hours: 4 }; it takes Microsoft Entra ID P2 in the managing tenant",
  severity: "warning",
  mapping: { mcsb: ["PA-2"] },
  run: (document) =>
    foundIn(
      ofType(document, "azurerm_lighthouse_definition"),
      ({ authorization, eligible_authorization: eligible }) => {
        const held = blocksOf(authorization).find(
          ({ role_definition_id: id }) => !readers.has(String(id).split("/").at(-1)!),
        );
        if (held) return `lets ${held.principal_display_name ?? held.principal_id} change something at any time`;
        const factor = blocksOf(eligible).find(({ just_in_time_access_policy: policy }) =>
          blocksOf(policy).every(({ multi_factor_auth_provider: provider }) => provider !== "Azure"),
        );
        return (
          factor &&
          `lets ${factor.principal_display_name ?? factor.principal_id} activate a role without a second factor`
        );
      },
    ),
};

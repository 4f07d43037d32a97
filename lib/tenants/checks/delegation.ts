import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** A tenant delegates to another one. */
export function delegationProblems({ delegation, tenantId }: Tenant, source: TenantSource): Problem[] {
  if (delegation?.managingTenantId.toLowerCase() !== tenantId.toLowerCase()) return [];
  return [
    source.problem(
      ["delegation", "managingTenantId"],
      "tenant/delegation",
      "is the tenant itself: Azure Lighthouse refuses a delegation to whom the subscription belongs to",
      { suggestion: "give the Entra tenant of those who look after this one, or leave delegation out" },
    ),
  ];
}

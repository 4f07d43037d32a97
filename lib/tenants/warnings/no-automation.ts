import type { Problem } from "../../content";
import type { TenantSource } from "../checks/check";
import type { Tenant } from "../tenant";

/** Playbooks that nothing starts. */
export function noAutomation({ sentinelServicePrincipalObjectId }: Tenant, source: TenantSource): Problem[] {
  if (sentinelServicePrincipalObjectId !== undefined) return [];
  return [
    source.problem(
      ["sentinelServicePrincipalObjectId"],
      "tenant/no-automation",
      "without sentinelServicePrincipalObjectId no automation rule is deployed: nothing starts a playbook by itself",
      {
        warning: true,
        suggestion:
          "write what az ad sp show --id 98785600-1bb7-4fb9-b9fa-19afe2c8a360 --query id prints in this tenant, or start playbooks by hand",
      },
    ),
  ];
}

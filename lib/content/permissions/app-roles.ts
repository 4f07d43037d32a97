import type { PlaybookSpec } from "../kinds/playbook";

/** Response settings of a tenant that permissions depend on. */
export interface Conditions {
  readonly mailSender?: string | undefined;
}

/** The Microsoft Graph permissions that a playbook's identity gets in a tenant. */
export function appRolesOf({ graphAppRoles }: PlaybookSpec, tenant: Conditions): string[] {
  return graphAppRoles.flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    return tenant[entry.when] ? [entry.role] : [];
  });
}

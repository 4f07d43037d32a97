import type { Content, Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** What a policy needs is not switched on behind the tenant's back: an attribute set, for one, stays for ever. */
export function governanceProblems({ governance = {} }: Tenant, source: TenantSource, content: Content): Problem[] {
  return content.governance
    .filter(({ data }) => governance[data.name])
    .flatMap(({ data }) =>
      (data.requires ?? [])
        .filter((name) => !governance[name])
        .map((name) =>
          source.problem(["governance", data.name], "tenant/governance", `${data.name} needs ${name}, which is off`, {
            atKey: true,
            suggestion: `switch ${name} on under governance`,
          }),
        ),
    );
}

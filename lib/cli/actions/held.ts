import { assertNoErrors, type Problem } from "../../content";
import { byHold, type LoadedTenant } from "../../tenants";

/**
 * The tenants that this version of the package may write, and a warning for each other.
 * @param named tenants that were asked for by name
 * @throws ContentError for a hold that has ended, for one of a tenant that was named, and where all are held
 */
export function notHeld(
  tenants: readonly LoadedTenant[],
  named: readonly string[] = [],
): { readonly ready: readonly LoadedTenant[]; readonly held: readonly Problem[] } {
  const { ready, held, problems } = byHold(tenants, new Date().toISOString().slice(0, 10), named);
  assertNoErrors(problems);
  return { ready, held };
}

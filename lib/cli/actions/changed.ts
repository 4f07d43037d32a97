import { changedSince } from "../../lifecycle";
import type { LoadedTenant } from "../../tenants";

/**
 * Those of the tenants that something changed for, all of them where no revision is named.
 * @param folder of the tenants' files
 */
export function changedOf(
  tenants: readonly LoadedTenant[],
  folder: string,
  revision: string | undefined,
): readonly LoadedTenant[] {
  if (revision === undefined) return tenants;
  const described = tenants.map(({ tenant: { name, ring }, own }) => ({ name, ring, file: own.source.file }));
  const names = new Set(changedSince(revision, folder, described));
  return tenants.filter(({ tenant }) => names.has(tenant.name));
}

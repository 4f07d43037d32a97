import type { AssetConfig } from "./asset-row";
import type { Facts } from "./facts";

/** Columns that come from what is read once for all. */
export type FactColumns = Pick<AssetConfig, "RiskLevel" | "RiskState" | "DirectoryRoles" | "SigningKeys">;

/** What is known of one identity; `none` is known, null is not. */
export function factColumns({ risks, directoryRoles, signingKeys }: Facts, id: string): FactColumns {
  const key = id.toLowerCase();
  const risk = risks?.get(key);
  return {
    RiskLevel: risks ? (risk?.riskLevel ?? "none") : null,
    RiskState: risks ? (risk?.riskState ?? "none") : null,
    DirectoryRoles: directoryRoles ? (directoryRoles.get(key) ?? []) : null,
    SigningKeys: signingKeys.get(key) ?? [],
  };
}

/** A service principal's state in one word. */
export function lifecycleState(object: {
  readonly accountEnabled?: boolean;
  readonly isDisabled?: boolean | null;
  readonly disabledByMicrosoftStatus?: string | null;
}): string {
  const { disabledByMicrosoftStatus: status } = object;
  if (status && status !== "NotDisabled") return "DisabledByMicrosoft";
  return object.accountEnabled === false || object.isDisabled ? "Disabled" : "Active";
}

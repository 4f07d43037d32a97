import type { PolicyCheck } from "../check";
import type { PolicyDocument, PolicyResource } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const onboarding = "azurerm_sentinel_log_analytics_workspace_onboarding";

/** Sentinel before what lives in it. */
export const onboardingFirst: PolicyCheck = {
  id: "onboarding-first",
  title: "What belongs to Sentinel comes after its onboarding",
  why: "Terraform makes what does not depend on each other at once, and Sentinel refuses rules of a workspace that it is not on yet",
  fix: "take the workspace's id from azurerm_sentinel_log_analytics_workspace_onboarding, or add depends_on",
  severity: "error",
  run: (document) => {
    const made = ofType(document, "azurerm_log_analytics_workspace").map(({ address }) => address);
    if (made.length === 0) return [];
    const reaches = reachability(document);
    const sentinel = document.resources.filter(
      ({ type }) => type.startsWith("azurerm_sentinel_") && type !== onboarding,
    );
    if (sentinel.length > 0 && ofType(document, onboarding).length === 0)
      return made.map((address) => ({ address, message: "has Sentinel's resources, and no onboarding" }));
    return foundIn(sentinel, (_, resource) =>
      reaches(resource) ? undefined : "does not wait for the onboarding of its workspace",
    );
  },
};

/** Whether a resource refers to the onboarding, through others too. */
function reachability({ resources }: PolicyDocument): (resource: PolicyResource) => boolean {
  const byAddress = new Map(resources.map((one) => [one.address, one]));
  const known = new Map<string, boolean>();
  const reaches = (resource: PolicyResource): boolean => {
    const before = known.get(resource.address);
    if (before !== undefined) return before;
    known.set(resource.address, resource.type === onboarding);
    const next = resource.references;
    const found =
      resource.type === onboarding ||
      next.some((address) => {
        const target =
          byAddress.get(address) ?? resources.find((one) => one.address.replace(/\[.*?\]/g, "") === address);
        return target !== undefined && reaches(target);
      });
    known.set(resource.address, found);
    return found;
  };
  return reaches;
}

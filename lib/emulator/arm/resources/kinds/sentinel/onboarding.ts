import type { KindContext, ResourceKind } from "../../kind";
import { refusals } from "../../refusals";
import type { Resource } from "../../resource";

const workspace = "Microsoft.OperationalInsights/workspaces";

/** What every kind of Sentinel's has in common. */
export const ofSentinel = { extends: workspace, scopes: ["resource"], etag: true } as const;

/** https://learn.microsoft.com/rest/api/securityinsights/sentinel-onboarding-states */
export const onboardingStates: ResourceKind = {
  ...ofSentinel,
  type: "Microsoft.SecurityInsights/onboardingStates",
  since: "2021-03-01-preview",
  named: /^default$/,
};

/** Whether a workspace has Sentinel. */
export const isOnboarded = (workspaceId: string, { store }: Pick<KindContext, "store">): boolean =>
  store.get(`${workspaceId}/providers/${onboardingStates.type}/default`) !== undefined;

/** Refuses what needs Sentinel in a workspace that has none. @throws ArmError 400 */
export function needSentinel({ id }: Resource, context: KindContext): void {
  const workspaceId = workspaceOf(id);
  if (!isOnboarded(workspaceId, context)) throw refusals.notOnboarded(workspaceId.split("/").at(-1)!);
}

/** The workspace that a resource of Sentinel's extends. */
export const workspaceOf = (id: string): string => id.replace(/\/providers\/Microsoft\.SecurityInsights\/.*$/i, "");

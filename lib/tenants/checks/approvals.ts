import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** Approvals in Microsoft Teams: somebody has to be asked, something has to ask, and an automation rule has to start it. */
export function approvalsProblems(
  { response, sentinelServicePrincipalObjectId }: Tenant,
  source: TenantSource,
): Problem[] {
  const { approvals, mode = "DryRun" } = response ?? {};
  if (!approvals) return [];
  const { teamId, channelId, person } = approvals;
  const report = (property: "channel" | "person", message: string, suggestion: string) => [
    source.problem(["response", "approvals", property], "tenant/approvals", message, { suggestion }),
  ];
  const inChannel = teamId !== undefined || channelId !== undefined;
  return [
    ...(person !== undefined && inChannel
      ? report("person", "approvals name a person and a channel", "keep one: person, or teamId and channelId")
      : []),
    ...(person === undefined && (teamId === undefined || channelId === undefined)
      ? report(
          "channel",
          `approvals by Microsoft Teams name ${inChannel ? "half a channel" : "neither a channel nor a person"}`,
          "give teamId and channelId, or person",
        )
      : []),
    ...(mode === "Approve" || mode === "Auto"
      ? []
      : report("channel", `mode ${mode} asks nobody`, "use Approve or Auto, or remove approvals")),
    ...(sentinelServicePrincipalObjectId === undefined
      ? report(
          "channel",
          "an automation rule starts what asks in Microsoft Teams, and without sentinelServicePrincipalObjectId there is none",
          'give the object id of "Azure Security Insights" in this tenant',
        )
      : []),
  ];
}

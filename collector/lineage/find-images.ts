import type { LineageSubject } from "../../lib/lineage";
import type { LogAnalytics } from "../query/log-analytics";

/** An image that an agent says it runs, and nobody has verified of late. */
export interface ClaimedImage {
  readonly subject: LineageSubject;
  /** the repository the agent says it was built from */
  readonly claimedRepository?: string;
}

/**
 * Agents and images of the last day. What was verified within a day is left alone, and what had no provenance for an hour:
 * it may come after the image.
 */
const query = (most: number) => `AgentExecution_CL
| where TimeGenerated > ago(1d)
| where isnotempty(ClaimedImageDigest) and isnotempty(SrcAgentId)
| summarize arg_max(TimeGenerated, SrcAgentBlueprintId, ClaimedRepository, WorkflowResourceId, SrcAgentInstanceId, CredentialId, CredentialType), First = min(TimeGenerated) by SrcAgentId, ImageDigest = tolower(ClaimedImageDigest)
| join kind=leftanti (AgentLineage_CL
    | where TimeGenerated > ago(23h)
    | where VerificationState != "Missing" or TimeGenerated > ago(1h)
    | project SrcAgentId = AgentId, ImageDigest) on SrcAgentId, ImageDigest
| order by First asc, SrcAgentId asc, ImageDigest asc
| take ${most}`;

/** Federated credentials that the asset sync found last. */
const credentials = `AgentAsset_CL
| where TimeGenerated > ago(26h)
| where AssetType in ("Blueprint", "ClassicAgent")
| summarize arg_max(TimeGenerated, IsDeleted, FederatedCredentials) by AgentId
| where not(coalesce(IsDeleted, false))
| mv-expand Credential = FederatedCredentials
| project Id = tostring(Credential.id), Issuer = tostring(Credential.issuer), Subject = tostring(Credential.subject)
| where isnotempty(Id)`;

/** @param most images of one run */
export async function findImages(logs: LogAnalytics, most: number): Promise<ClaimedImage[]> {
  const rows = await logs.rows(query(most));
  if (rows.length === 0) return [];
  const known = new Map((await logs.rows(credentials)).map((row) => [String(row.Id), row]));
  return rows.map((row) => {
    const text = (name: string) => (row[name] ? String(row[name]) : undefined);
    const credentialId = text("CredentialId");
    const federated = known.get(credentialId ?? "");
    return {
      subject: {
        agentId: text("SrcAgentId"),
        blueprintId: text("SrcAgentBlueprintId"),
        imageDigest: String(row.ImageDigest),
        credentialId,
        credentialType: text("CredentialType"),
        ...(federated ? { ficIssuer: String(federated.Issuer), ficSubject: String(federated.Subject) } : {}),
        runtimeResourceId: text("WorkflowResourceId"),
        runtimeInstance: text("SrcAgentInstanceId"),
        deployedTime: text("First"),
      },
      claimedRepository: text("ClaimedRepository"),
    };
  });
}

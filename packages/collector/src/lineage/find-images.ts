import type { LineageSubject } from "@sentinel-agent-identities/lineage";
import type { LogAnalytics } from "../query/log-analytics";

/** An image that an agent says it runs, and nobody has verified of late. */
export interface ClaimedImage {
  readonly subject: LineageSubject;
  /** the repository the agent says it was built from */
  readonly claimedRepository?: string;
}

/** Characters that are read of a claimed digest: one of sha512 has 135. */
const longestDigest = 200;
const longestId = 64;
/** Who claims what the tenant's file lists. */
const listed = "inventory";

/**
 * Agents and images of what arrived within a day, and of what the tenant lists of agents outside Entra. What was verified within a day is left alone, what had no provenance for
 * an hour, as it may come after the image, and what is no digest for two weeks. The run's budget goes round among those
 * who sent the rows, and of each round among the agents that they name, those of the inventory first; by lot, so that what
 * cannot be verified now keeps nobody from the turn for ever.
 */
const query = (
  most: number,
) => `let Inventory = AgentAsset_CL | where TimeGenerated > ago(14d) | summarize Known = max(1) by SrcAgentId = tolower(AgentId);
let Listed = AgentAsset_CL
| where TimeGenerated > ago(26h) and AssetType == "ExternalAgent"
| summarize arg_max(TimeGenerated, IsDeleted, AdditionalFields) by AgentId
| where not(coalesce(IsDeleted, false))
| project TimeGenerated, SrcAgentId = AgentId, ClaimedImageDigest = tostring(AdditionalFields.imageDigest), ClaimedRepository = tostring(AdditionalFields.repository), SrcAgentBlueprintId = "", WorkflowResourceId = "", SrcAgentInstanceId = "", CredentialId = "", CredentialType = "", SenderId = "${listed}";
let Told = AgentExecution_CL
| where TimeGenerated > ago(3d) and ingestion_time() > ago(1d)
| project TimeGenerated, SrcAgentId, ClaimedImageDigest, ClaimedRepository, SrcAgentBlueprintId, WorkflowResourceId, SrcAgentInstanceId, CredentialId, CredentialType, SenderId = tostring(column_ifexists("SenderId", ""));
union Told, Listed
| where isnotempty(ClaimedImageDigest) and isnotempty(SrcAgentId)
| extend
    SrcAgentId = substring(SrcAgentId, 0, ${longestId}),
    // The same on both sides of the join, whatever a store makes of control characters.
    ImageDigest = replace_regex(substring(tolower(ClaimedImageDigest), 0, ${longestDigest}), @"[^ -~]", "?")
| summarize arg_max(TimeGenerated, SrcAgentBlueprintId, ClaimedRepository, WorkflowResourceId, SrcAgentInstanceId, CredentialId, CredentialType), First = min(TimeGenerated) by SrcAgentId, ImageDigest, SenderId
| join kind=leftanti (AgentLineage_CL
    | where TimeGenerated > ago(14d)
    | where TimeGenerated > ago(1h) or TimeGenerated > ago(23h) and VerificationState != "Missing" or tostring(AdditionalFields.reasons) has "digest/malformed"
    | project SrcAgentId = AgentId, ImageDigest) on SrcAgentId, ImageDigest
| lookup kind=leftouter (AgentLineage_CL | where TimeGenerated > ago(14d) | summarize Deployed = min(DeployedTime) by SrcAgentId = AgentId, ImageDigest) on SrcAgentId, ImageDigest
| lookup kind=leftouter Inventory on SrcAgentId
| extend First = coalesce(Deployed, First), Known = coalesce(Known, long(0)), Lot = hash_sha256(strcat(SrcAgentId, "/", ImageDigest, "/", tostring(bin(now(), 15m))))
| sort by SenderId asc, SrcAgentId asc, Lot asc
| extend OfAgent = row_number(1, SenderId != prev(SenderId) or SrcAgentId != prev(SrcAgentId))
| sort by SenderId asc, OfAgent asc, Known desc, Lot asc
| extend OfSender = row_number(1, SenderId != prev(SenderId))
| order by OfSender asc, Known desc, Lot asc
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
  // Two may have sent the same claim; an agent's telemetry says more than the list.
  const byWeight = [...rows].sort((a, b) => Number(b.SenderId === listed) - Number(a.SenderId === listed));
  const claims = new Map(byWeight.map((row) => [JSON.stringify([row.SrcAgentId, row.ImageDigest]), row]));
  return [...claims.values()].map((row) => {
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
        // A list does not say since when.
        deployedTime: row.SenderId === listed ? undefined : text("First"),
        claimedBy: text("SenderId"),
      },
      claimedRepository: text("ClaimedRepository"),
    };
  });
}

import { SPONSOR } from "../people";
import { AGENT_ID, AGENT_NAME, BLUEPRINT_ID, REPOSITORY, WEEK_DAYS, WEEK_START, WORKFLOW_RESOURCE_ID } from "./ids";

const day = 86_400_000;
const blueprintObjectId = "0e5d7b92-6c41-4a38-9f07-b2d8c4e6a110";

/** Who answers for the agent, as the asset sync writes it. */
const answerable = { id: SPONSOR.id, displayName: SPONSOR.displayName, userPrincipalName: SPONSOR.userPrincipalName };

/** What the asset sync finds each day: the agent and its blueprint. Rows of the stream Custom-AgentAsset. */
export function inventory(): Record<string, unknown>[] {
  return Array.from({ length: WEEK_DAYS + 7 }, (_, i) => new Date(WEEK_START.getTime() + (i - 6) * day)).flatMap(
    (time) => [
      {
        ...row(time, "AgentIdentity", AGENT_ID, AGENT_NAME),
        AppId: AGENT_ID,
        ServicePrincipalType: "ServiceIdentity",
        Owners: [answerable],
        Sponsors: [answerable],
        WorkflowResourceIds: [WORKFLOW_RESOURCE_ID],
      },
      {
        ...row(time, "Blueprint", blueprintObjectId, "contoso-finance"),
        AppId: BLUEPRINT_ID,
        FederatedCredentials: [
          {
            id: "5c0f2a7e-93b1-4d68-8e2a-7f1b6d3c9054",
            issuer: "https://token.actions.githubusercontent.com",
            subject: `repo:${REPOSITORY.slice("https://github.com/".length)}:ref:refs/heads/main`,
          },
        ],
      },
    ],
  );
}

function row(time: Date, assetType: string, id: string, name: string): Record<string, unknown> {
  return {
    ...Object.fromEntries(columns.map((column) => [column, null])),
    TimeGenerated: time.toISOString(),
    SnapshotId: `full-${time.toISOString().slice(0, 10)}`,
    SnapshotType: "Full",
    AssetType: assetType,
    AgentId: id,
    AgentName: name,
    BlueprintId: BLUEPRINT_ID,
    AccountEnabled: true,
    OwnerCount: 1,
    SponsorCount: 1,
    PasswordCredentialCount: 0,
    PrivilegeTier: 2,
    IsDeleted: false,
  };
}

/** Columns of the stream that are not told here. */
const columns = [
  "AppId BlueprintPrincipalId ServicePrincipalType CreatedDateTime CreatedByAppId AppOwnerTenantId SignInAudience",
  "PublisherDomain VerifiedPublisher Owners Sponsors Tags CustomSecurityAttributes KeyCredentials FederatedCredentials",
  "SigningKeys OldestCredentialStart NextCredentialExpiry AppRoles DelegatedScopes InheritedAppRoles InheritedScopes",
  "DirectoryRoles AzureRoles RiskLevel RiskState LifecycleExpiry LifecycleState AgentPlatform WorkflowResourceIds",
  "ConfigHash AdditionalFields",
].flatMap((line) => line.split(" "));

import { createHash } from "node:crypto";
import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Blueprint } from "../plan/blueprint";
import type { Person } from "../plan/company";
import type { Credential } from "../plan/credential";
import type { Row } from "../row";
import { day, iso } from "../time";
import { lineageHash } from "./lineage";

/** Stream of the asset sync. */
export const assetStream = "Custom-AgentAsset";

/** When and how a snapshot was taken. */
export interface Snapshot {
  readonly time: number;
  readonly type: "Full" | "Delta";
  readonly id: string;
}

const federated = (credential: Credential): Row => ({
  id: credential.id,
  name: credential.name,
  issuer: credential.issuer,
  subject: credential.subject,
  audiences: ["api://AzureADTokenExchange"],
});

const person = ({ id, upn, name }: Person): Row => ({ id, userPrincipalName: upn, displayName: name });

/** Credentials that a blueprint or classic agent has at `time`. */
export function credentialsAt(blueprint: Blueprint, time: number): readonly Credential[] {
  return blueprint.credentials.filter((credential) => credential.from <= time && time < credential.to);
}

/** Who owns a blueprint or classic agent at `time`. */
const ownerAt = ({ owner, heir }: Blueprint, time: number): Person => (heir && heir.from <= time ? heir.person : owner);

/** An agent as the asset sync finds it. */
export function agentAsset(world: World, agent: FleetAgent, snapshot: Snapshot): Row {
  const { blueprint } = agent;
  const build = world.buildOf(agent, snapshot.time);
  return finish(world, snapshot, {
    AssetType: blueprint.classic ? "ClassicAgent" : "AgentIdentity",
    AgentId: agent.id,
    AppId: agent.appId,
    AgentName: agent.name,
    BlueprintId: agent.blueprintId,
    BlueprintPrincipalId: blueprint.classic ? "" : blueprint.principalId,
    ServicePrincipalType: blueprint.classic ? "Application" : "ServiceIdentity",
    CreatedDateTime: iso(agent.created),
    CreatedByAppId: world.plan.company.factory.appId,
    ...people(blueprint, snapshot.time),
    Tags: blueprint.classic ? ["AIAgent"] : [],
    CustomSecurityAttributes: {
      AgentGovernance: {
        LineageHash: lineageHash(agent, build, world.credentialOf(agent, snapshot.time)).slice(0, 64),
        QuarantineState: "None",
        ResponseMode: blueprint.kind.policy.responseMode,
      },
    },
    ...(blueprint.classic && credentialColumns(blueprint, snapshot.time)),
    SigningKeys: agent.signs
      ? [{ kid: agent.signingKeyId, alg: "EdDSA", created: iso(world.plan.window.start - 20 * day) }]
      : [],
    InheritedAppRoles: blueprint.classic ? [] : ["User.Read.All", "Sites.Selected"],
    AppRoles: blueprint.classic ? ["Sites.Selected"] : [],
    AgentPlatform: blueprint.kind.agent365 ? "Agent365" : "Custom",
    WorkflowResourceIds: [agent.workflowResourceId],
  });
}

/** A blueprint, which holds the credentials of its agents. */
export function blueprintAsset(world: World, blueprint: Blueprint, snapshot: Snapshot): Row {
  return finish(world, snapshot, {
    AssetType: "Blueprint",
    AgentId: blueprint.objectId,
    AppId: blueprint.appId,
    AgentName: blueprint.name,
    BlueprintId: blueprint.appId,
    BlueprintPrincipalId: blueprint.principalId,
    CreatedDateTime: iso(blueprint.created),
    ...people(blueprint, snapshot.time),
    ...credentialColumns(blueprint, snapshot.time),
  });
}

/** The principal that a blueprint's grants hang on. */
export function principalAsset(world: World, blueprint: Blueprint, snapshot: Snapshot): Row {
  return finish(world, snapshot, {
    AssetType: "BlueprintPrincipal",
    AgentId: blueprint.principalId,
    AppId: blueprint.appId,
    AgentName: blueprint.name,
    BlueprintId: blueprint.appId,
    BlueprintPrincipalId: blueprint.principalId,
    ServicePrincipalType: "Application",
    CreatedDateTime: iso(blueprint.created),
    ...people(blueprint, snapshot.time),
    AppRoles: ["User.Read.All", "Sites.Selected"],
  });
}

function people(blueprint: Blueprint, time: number): Row {
  const { sponsor } = blueprint;
  return { Owners: [person(ownerAt(blueprint, time))], Sponsors: [person(sponsor)], OwnerCount: 1, SponsorCount: 1 };
}

function credentialColumns(blueprint: Blueprint, time: number): Row {
  const credentials = credentialsAt(blueprint, time);
  const certificates = credentials.filter(({ type }) => type === "Certificate");
  return {
    KeyCredentials: certificates.map(({ id, name, thumbprint, from, to }) => ({
      keyId: id,
      displayName: name,
      customKeyIdentifier: thumbprint,
      startDateTime: iso(from),
      endDateTime: iso(to),
    })),
    FederatedCredentials: credentials.filter(({ type }) => type !== "Certificate").map(federated),
    OldestCredentialStart: credentials.length > 0 ? iso(Math.min(...credentials.map(({ from }) => from))) : null,
    NextCredentialExpiry: certificates.length > 0 ? iso(Math.min(...certificates.map(({ to }) => to))) : null,
  };
}

const usual: Row = {
  AccountEnabled: true,
  SignInAudience: "AzureADMyOrg",
  PublisherDomain: "contoso.com",
  VerifiedPublisher: "",
  PasswordCredentialCount: 0,
  KeyCredentials: [],
  FederatedCredentials: [],
  DelegatedScopes: [],
  InheritedScopes: [],
  DirectoryRoles: [],
  AzureRoles: [],
  PrivilegeTier: 2,
  RiskLevel: "none",
  RiskState: "none",
  LifecycleState: "Active",
  IsDeleted: false,
};

/** A snapshot's row, with the hash of its configuration. Exported for scenarios that change one. */
export function finish(world: World, snapshot: Snapshot, own: Row): Row {
  const config = { ...usual, AppOwnerTenantId: world.plan.company.tenantId, ...own };
  return {
    TimeGenerated: iso(snapshot.time),
    SnapshotId: snapshot.id,
    SnapshotType: snapshot.type,
    ...config,
    ConfigHash: createHash("sha256").update(JSON.stringify(config)).digest("hex"),
  };
}

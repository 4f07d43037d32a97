import { createHash } from "node:crypto";
import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Credential } from "../plan/credential";
import { runtimeNames } from "../plan/plan-blueprint";
import type { Row } from "../row";
import { day, iso } from "../time";

/** Stream of the lineage verifier. */
export const lineageStream = "Custom-AgentLineage";

/** SHA-256 over what ties an agent to its code: blueprint, credential, repository, commit, image, builder. */
export function lineageHash(agent: FleetAgent, build: Build, credential: Credential): string {
  const { blueprint } = agent;
  const link = {
    blueprintId: agent.blueprintId,
    builderId: blueprint.builderId,
    commit: build.commit,
    credentialId: credential.id,
    imageDigest: build.digest,
    repo: blueprint.repository,
  };
  return createHash("sha256").update(JSON.stringify(link)).digest("hex");
}

/** The verifier's word that an agent runs a build which comes from its repository. */
export function lineageRow(world: World, agent: FleetAgent, build: Build, time: number, changes: Row = {}): Row {
  const { blueprint } = agent;
  const credential = world.credentialOf(agent, time);
  const workflow = `${blueprint.repository}/${blueprint.workflowPath}@${blueprint.ref}`;
  return {
    TimeGenerated: iso(time),
    LineageId: `${agent.id}/${build.digest.slice(7, 19)}`,
    LineageHash: lineageHash(agent, build, credential),
    AgentId: agent.id,
    BlueprintId: agent.blueprintId,
    CredentialType: credential.type,
    CredentialId: credential.id,
    CredentialThumbprint: credential.thumbprint,
    FicIssuer: credential.issuer,
    FicSubject: credential.subject,
    SourceRepository: blueprint.repository,
    SourceRef: blueprint.ref,
    CommitSha: build.commit,
    CommitVerified: true,
    CommitAuthor: build.author.upn,
    PullRequest: `${blueprint.repository}/pull/${build.pullRequest}`,
    Approvers: [build.reviewer.upn],
    DeveloperId: build.author.id,
    DeveloperPermission: "write",
    DeveloperPermissions: { admin: false, push: true, pull: true },
    WorkflowPath: blueprint.workflowPath,
    WorkflowRef: workflow,
    BuildTrigger: "push",
    RunnerEnvironment: "github-hosted",
    BuilderId: blueprint.builderId,
    BuildType: "https://actions.github.io/buildtypes/workflow/v1",
    BuildInvocationUrl: `${blueprint.repository}/actions/runs/${build.runId}/attempts/1`,
    ArtifactName: blueprint.name,
    ImageRepository: `${world.plan.company.registry}/${blueprint.imageRepository}`,
    ImageDigest: build.digest,
    PredicateType: "https://slsa.dev/provenance/v1",
    ProofKind: "Provenance",
    BundleSha256: createHash("sha256").update(`bundle/${build.digest}`).digest("hex"),
    TlogIndex: Number.parseInt(build.commit.slice(0, 8), 16),
    TlogIntegratedTime: iso(build.pushed),
    SignerIdentity: workflow,
    SignerIssuer: "https://token.actions.githubusercontent.com",
    SlsaLevel: 3,
    VerificationState: "Verified",
    VerificationError: "",
    VerifiedTime: iso(time),
    VerifierVersion: "1.0.0",
    RuntimeKind: runtimeNames[blueprint.kind.runtime],
    RuntimeResourceId: agent.workflowResourceId,
    RuntimeInstance: agent.instanceId,
    DeployedTime: iso(Math.max(build.deployed, agent.created)),
    ValidFrom: iso(build.verified),
    ValidTo: iso(build.verified + 365 * day),
    ...changes,
  };
}

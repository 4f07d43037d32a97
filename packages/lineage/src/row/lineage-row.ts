import { lineageHash } from "../credential";
import { cutText } from "../cut-text";
import type { ReviewFacts } from "../policy";
import type { ProvenanceVerdict } from "../provenance";

/** The stream that lineage is sent to. */
export const lineageStream = "Custom-AgentLineage";

/** Which agent or blueprint runs which artifact, with which credential. */
export interface LineageSubject {
  readonly agentId?: string;
  readonly blueprintId?: string;
  /** `sha256:` and 64 digits */
  readonly imageDigest: string;
  readonly credentialId?: string;
  readonly credentialType?: string;
  readonly credentialThumbprint?: string;
  readonly ficIssuer?: string;
  readonly ficSubject?: string;
  readonly runtimeKind?: string;
  readonly runtimeResourceId?: string;
  readonly runtimeInstance?: string;
  /** ISO 8601, UTC */
  readonly deployedTime?: string;
  /** object id of who sent the row that claims the image, when known */
  readonly claimedBy?: string;
}

/** Bytes, as JSON, of the longest text in a row: whatever was claimed, a request takes it. */
const longestText = 4096;

/**
 * A verdict as a row of the stream `Custom-AgentLineage`, with every column of the stream; null where nothing is known.
 * @param verifierVersion of this package
 * @param now when the verdict was made
 */
export function lineageRow(
  verdict: ProvenanceVerdict,
  subject: LineageSubject,
  review: ReviewFacts | undefined,
  verifierVersion: string,
  now: Date,
) {
  const agentId = subject.agentId?.toLowerCase();
  const blueprintId = subject.blueprintId?.toLowerCase();
  const imageDigest = subject.imageDigest.toLowerCase();
  const { repository: repo, commit, builderId } = verdict;
  const { credentialId, claimedBy } = subject;
  const reasons = verdict.reasons.map(({ code }) => code);
  const more = {
    ...(reasons.length > 0 ? { reasons } : {}),
    ...(claimedBy === undefined ? {} : { claimedBy }),
  };
  return cut({
    TimeGenerated: now.toISOString(),
    LineageId: `${agentId ?? blueprintId}/${imageDigest.slice("sha256:".length).slice(0, 12)}`,
    LineageHash: lineageHash({ blueprintId, credentialId, repo, commit, imageDigest, builderId }),
    AgentId: agentId ?? null,
    BlueprintId: blueprintId ?? null,
    CredentialType: subject.credentialType ?? null,
    CredentialId: credentialId ?? null,
    CredentialThumbprint: subject.credentialThumbprint ?? null,
    FicIssuer: subject.ficIssuer ?? null,
    FicSubject: subject.ficSubject ?? null,
    SourceRepository: repo ?? null,
    SourceRepositoryId: verdict.repositoryId ?? null,
    SourceRef: verdict.ref ?? null,
    CommitSha: commit ?? null,
    CommitVerified: review?.commitVerified ?? null,
    CommitAuthor: review?.author ?? null,
    PullRequest: review?.pullRequest ?? null,
    Approvers: review?.approvers ?? null,
    DeveloperId: null,
    DeveloperPermission: null,
    DeveloperPermissions: null,
    WorkflowPath: verdict.workflowPath ?? null,
    WorkflowRef: verdict.workflowRef ?? null,
    BuildTrigger: verdict.trigger ?? null,
    RunnerEnvironment: verdict.runnerEnvironment ?? null,
    BuilderId: builderId ?? null,
    BuildType: verdict.buildType ?? null,
    BuildInvocationUrl: verdict.invocationUrl ?? null,
    ArtifactName: verdict.subject?.name ?? null,
    ImageRepository: imageRepository(verdict.subject?.name),
    ImageDigest: imageDigest,
    PredicateType: verdict.predicateType ?? null,
    ProofKind: verdict.proof ?? null,
    BundleSha256: verdict.bundleSha256 ?? null,
    TlogIndex: verdict.tlogIndex ?? null,
    TlogIntegratedTime: verdict.tlogTime ?? null,
    SignerIdentity: verdict.identity?.san ?? (verdict.key === undefined ? null : `key ${verdict.key}`),
    SignerIssuer: verdict.identity?.issuer ?? null,
    SlsaLevel: verdict.slsaLevel ?? null,
    VerificationState: verdict.state,
    VerificationError: verdict.reasons.map(({ message }) => message).join("; "),
    VerifiedTime: now.toISOString(),
    VerifierVersion: verifierVersion,
    RuntimeKind: subject.runtimeKind ?? null,
    RuntimeResourceId: subject.runtimeResourceId ?? null,
    RuntimeInstance: subject.runtimeInstance ?? null,
    DeployedTime: subject.deployedTime ?? null,
    ValidFrom: verdict.signedAt ?? null,
    ValidTo: verdict.validTo ?? null,
    AdditionalFields: Object.keys(more).length > 0 ? more : null,
  });
}

/** The row with no text longer than a request takes. */
function cut<T extends object>(row: T): T {
  const members = Object.entries(row).map(([name, value]) => {
    return [name, typeof value === "string" ? cutText(value, longestText) : value];
  });
  return Object.fromEntries(members) as T;
}

/** The subject's name where it is an image's: it begins with a registry's host. */
function imageRepository(name: string | undefined): string | null {
  return name !== undefined && /^[\w-]+(\.[\w-]+|:\d+)[\w.:-]*\//.test(name) ? name : null;
}

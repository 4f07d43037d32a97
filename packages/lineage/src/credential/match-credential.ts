import { type Reason, reason } from "../reasons";
import { looksLikeFork, sameRepository } from "../repository";
import type { FederatedCredential } from "./federated-credential";

/** What verified provenance says of the code that a credential should belong to. */
export interface CodeFacts {
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ref?: string;
  /** workflow's address with its ref */
  readonly workflowRef?: string;
  readonly identity?: { readonly san?: string };
}

/**
 * Where a credential and the provenance of the code that uses it do not belong together. A service account or a managed
 * identity names no repository: it is tied to the code by the image that runs, so there is nothing to compare.
 */
export function credentialMismatch(credential: FederatedCredential, code: CodeFacts): Reason[] {
  if (credential.kind === "kubernetes" || credential.kind === "managed-identity") return [];
  if (credential.kind === "unknown")
    return [
      reason(
        "credential/unknown",
        `the credential's subject "${credential.subject}" of ${credential.issuer} is of no known form`,
      ),
    ];
  const { repository, repositoryId, ref, jobWorkflowRef } = credential;
  const built = code.repository ?? "nowhere known";
  if (!sameRepository(repository, built)) {
    const fork = looksLikeFork(built, repository);
    const why = `the credential is for ${repository}, the code is built in ${built}`;
    return [reason(fork ? "credential/fork" : "credential/repository", fork ? `${why}, as a fork's is` : why)];
  }
  if (repositoryId !== undefined && repositoryId !== code.repositoryId)
    return [
      reason(
        "credential/repository",
        `the credential is for the repository with id ${repositoryId}, the code is built in ${code.repositoryId ?? "one without"}`,
      ),
    ];
  const reasons: Reason[] = [];
  if (ref !== undefined && ref !== code.ref)
    reasons.push(
      reason("credential/ref", `the credential is for ${ref}, the code is built from ${code.ref ?? "no ref"}`),
    );
  if (
    jobWorkflowRef !== undefined &&
    ![code.workflowRef, code.identity?.san].includes(`https://github.com/${jobWorkflowRef}`)
  )
    reasons.push(
      reason(
        "credential/workflow",
        `the credential is for ${jobWorkflowRef}, the code is built by ${code.workflowRef ?? "no known workflow"}`,
      ),
    );
  if (credential.pullRequest)
    reasons.push(reason("credential/ref", "the credential is for pull requests, whose code nobody has merged"));
  return reasons;
}

/** Whom a federated identity credential lets in, read from its issuer and subject. */
export type FederatedCredential =
  | {
      readonly kind: "github";
      /** https, without `.git` */
      readonly repository: string;
      readonly repositoryId?: string;
      readonly environment?: string;
      readonly ref?: string;
      /** workflow that the job must be defined in: `owner/name/path@ref` */
      readonly jobWorkflowRef?: string;
      readonly pullRequest?: true;
    }
  | {
      readonly kind: "kubernetes";
      readonly cluster: string;
      readonly namespace: string;
      readonly serviceAccount: string;
    }
  | { readonly kind: "managed-identity"; readonly tenantId: string; readonly objectId: string }
  | { readonly kind: "unknown"; readonly issuer: string; readonly subject: string };

const guid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const entra = new RegExp(
  `^https://(?:login\\.microsoftonline\\.com|sts\\.windows\\.net)/(${guid})(?:/v2\\.0)?/?$`,
  "i",
);
const name = "[\\w.-]+";
/** Newer tokens carry the ids of owner and repository, which a repository made anew does not have. */
const repo = new RegExp(`^repo:(${name})(?:@\\d+)?/(${name})(?:@(\\d+))?:(.+)$`);
const serviceAccount = new RegExp(`^system:serviceaccount:(${name}):(${name})$`);

/**
 * Reads the issuer and subject of a federated identity credential: GitHub Actions
 * (https://docs.github.com/actions/reference/security/oidc), Kubernetes service accounts such as those of AKS, and managed
 * identities. Subjects that a repository has given a form of its own are `unknown`.
 */
export function readFederatedCredential(issuer: string, subject: string): FederatedCredential {
  const host = URL.canParse(issuer) ? new URL(issuer).host : "";
  const unknown = { kind: "unknown", issuer, subject } as const;
  if (host === "token.actions.githubusercontent.com") return github(subject) ?? unknown;
  const tenantId = entra.exec(issuer)?.[1];
  if (tenantId !== undefined)
    return new RegExp(`^${guid}$`, "i").test(subject)
      ? { kind: "managed-identity", tenantId: tenantId.toLowerCase(), objectId: subject.toLowerCase() }
      : unknown;
  const account = issuer.startsWith("https://") ? serviceAccount.exec(subject) : null;
  if (!account) return unknown;
  return { kind: "kubernetes", cluster: issuer, namespace: account[1]!, serviceAccount: account[2]! };
}

function github(subject: string): FederatedCredential | undefined {
  const parts = repo.exec(subject);
  if (!parts) return undefined;
  const [, owner, repository, repositoryId, context] = parts;
  const who = {
    kind: "github",
    repository: `https://github.com/${owner}/${repository}`,
    ...(repositoryId ? { repositoryId } : {}),
  } as const;
  if (context === "pull_request") return { ...who, pullRequest: true };
  const said = /^(environment|ref|job_workflow_ref):(.+)$/.exec(context!);
  if (!said) return undefined;
  const value = said[2]!;
  switch (said[1]) {
    case "environment":
      return { ...who, environment: value.replaceAll("%3A", ":") };
    case "ref":
      return { ...who, ref: value };
    case "job_workflow_ref":
      return { ...who, jobWorkflowRef: value };
    default:
      return undefined;
  }
}

import { repositoryUrl } from "../repository";

/** What provenance says about a build; a member is absent where the predicate does not say. */
export interface BuildClaims {
  readonly builderId?: string;
  readonly buildType?: string;
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ref?: string;
  readonly commit?: string;
  /** path of the workflow in its repository */
  readonly workflowPath?: string;
  readonly trigger?: string;
  readonly invocationUrl?: string;
}

/** Readers of the predicates that are known, by predicate type. */
const readers: Readonly<Record<string, (predicate: unknown) => BuildClaims>> = {
  "https://slsa.dev/provenance/v1": v1,
  "https://slsa.dev/provenance/v0.2": v02,
};

/** The predicate types that are provenance. */
export const provenanceTypes: readonly string[] = Object.keys(readers);

/** What a predicate of a known type claims; undefined for another type. */
export function buildClaims(predicateType: string, predicate: unknown): BuildClaims | undefined {
  return Object.hasOwn(readers, predicateType) ? readers[predicateType]!(predicate) : undefined;
}

/** https://slsa.dev/spec/v1.0/provenance */
function v1(predicate: unknown): BuildClaims {
  const definition = at(predicate, "buildDefinition");
  const workflow = at(definition, "externalParameters", "workflow");
  const internal = at(definition, "internalParameters");
  const github = at(internal, "github");
  const source = sourceOf(at(definition, "resolvedDependencies"));
  const [uri, ref] = split(text(source, "uri"));
  return present({
    builderId: text(predicate, "runDetails", "builder", "id"),
    buildType: text(definition, "buildType"),
    repository: url(text(workflow, "repository") ?? uri),
    repositoryId: text(github, "repository_id") ?? text(internal, "GITHUB_REPOSITORY_ID"),
    ref: text(workflow, "ref") ?? ref,
    commit: commitOf(at(source, "digest")),
    workflowPath: text(workflow, "path"),
    trigger: text(github, "event_name") ?? text(internal, "GITHUB_EVENT_NAME"),
    invocationUrl: text(predicate, "runDetails", "metadata", "invocationId"),
  });
}

/** The dependency that is a repository of Git, or else the first. */
function sourceOf(dependencies: unknown): unknown {
  if (!Array.isArray(dependencies)) return undefined;
  return dependencies.find((dependency) => text(dependency, "uri")?.startsWith("git+")) ?? dependencies[0];
}

/** A commit; older builders call it `sha1`, and GitLab `sha256`, which it is not. */
function commitOf(digest: unknown): string | undefined {
  const [commit, sha1, sha256] = ["gitCommit", "sha1", "sha256"].map((name) => text(digest, name));
  return commit ?? sha1 ?? (/^[0-9a-f]{40}$/.test(sha256 ?? "") ? sha256 : undefined);
}

/** https://slsa.dev/spec/v0.2/provenance */
function v02(predicate: unknown): BuildClaims {
  const invocation = at(predicate, "invocation");
  const source = at(invocation, "configSource");
  const environment = at(invocation, "environment");
  const [uri, ref] = split(text(source, "uri"));
  const variable = (name: string) => text(environment, name) ?? text(environment, name.toLowerCase());
  return present({
    builderId: text(predicate, "builder", "id"),
    buildType: text(predicate, "buildType"),
    repository: url(uri),
    repositoryId: variable("GITHUB_REPOSITORY_ID"),
    ref: ref ?? variable("GITHUB_REF"),
    commit: text(source, "digest", "sha1"),
    workflowPath: text(source, "entryPoint"),
    trigger: variable("GITHUB_EVENT_NAME"),
    invocationUrl: text(predicate, "metadata", "buildInvocationId"),
  });
}

/** `git+https://host/owner/name@ref` */
function split(uri: string | undefined): [repository?: string, ref?: string] {
  const end = uri?.indexOf("@", "git+https://".length) ?? -1;
  return uri === undefined || end < 0 ? [uri] : [uri.slice(0, end), uri.slice(end + 1)];
}

function url(repository: string | undefined): string | undefined {
  return repository === undefined ? undefined : repositoryUrl(repository);
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string | number, unknown>)[key];
  }
  return here;
}

function text(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function present(claims: { [K in keyof BuildClaims]: string | undefined }): BuildClaims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)) as BuildClaims;
}

/** A repository's address in the one form that addresses are compared and stored in: https, no `.git`, no slash at the end. */
export function repositoryUrl(text: string): string {
  return text
    .replace(/^git\+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
}

/** Forges read owner and name without case. */
export function sameRepository(a: string, b: string): boolean {
  return repositoryUrl(a).toLowerCase() === repositoryUrl(b).toLowerCase();
}

/** The same name under another owner, as forks have it. */
export function looksLikeFork(repository: string, original: string): boolean {
  const name = (url: string) => repositoryUrl(url).toLowerCase().split("/").at(-1);
  return !sameRepository(repository, original) && name(repository) === name(original);
}

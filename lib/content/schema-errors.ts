import { nearest } from "@sentinel-agent-identities/spelling";
import type { ErrorObject } from "ajv";

/** Keywords that only say that some branch failed; the branch's own errors say why. */
const combining = new Set(["if", "oneOf", "anyOf", "not"]);

/**
 * Of all that ajv reports, what one mistake comes down to.
 * @param words the schema's own words for an error, where it has any
 */
export function explainable(
  errors: readonly ErrorObject[],
  words: (error: ErrorObject) => string | undefined,
): ErrorObject[] {
  const distinct = errors.filter((error) => !isMisspelt(error, errors));
  const unmeant = new Set(
    distinct
      .filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf")
      .flatMap((e) => otherBranches(e, distinct)),
  );
  return distinct.filter((e) => !unmeant.has(e) && (!combining.has(e.keyword) || words(e) !== undefined));
}

/** A missing key that stands there under a slightly wrong name is one mistake, told as the unknown key. */
function isMisspelt(error: ErrorObject, all: readonly ErrorObject[]): boolean {
  return (
    error.keyword === "required" &&
    all.some(
      (other) =>
        other.keyword === "additionalProperties" &&
        other.instancePath === error.instancePath &&
        nearest(other.params.additionalProperty, [error.params.missingProperty]) !== undefined,
    )
  );
}

/** The errors of every alternative but the one that fits best, which is the one that was meant. */
function otherBranches(failed: ErrorObject, all: readonly ErrorObject[]): ErrorObject[] {
  const branches = new Map<string, ErrorObject[]>();
  for (const error of all) {
    if (!error.schemaPath.startsWith(`${failed.schemaPath}/`) || !error.instancePath.startsWith(failed.instancePath))
      continue;
    const branch = error.schemaPath.slice(failed.schemaPath.length + 1).split("/")[0]!;
    branches.set(branch, [...(branches.get(branch) ?? []), error]);
  }
  const weight = (errors: readonly ErrorObject[]) =>
    errors.reduce((sum, e) => sum + (e.keyword === "type" && e.instancePath === failed.instancePath ? 10 : 1), 0);
  return [...branches.values()]
    .sort((a, b) => weight(a) - weight(b))
    .slice(1)
    .flat();
}

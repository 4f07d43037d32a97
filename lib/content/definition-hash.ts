import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** The tag of a playbook's workflow that says which definition was deployed. */
export const definitionHashTag = "hidden-definition-sha256";

/**
 * SHA-256 of a workflow definition in its canonical form (RFC 8785), in lower-case hex: the same for the file, for what
 * is deployed and for `properties.definition` as Azure Resource Manager returns it, whatever the order of its keys.
 * What differs was changed after the deployment.
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function definitionSha256(definition: object): string {
  return createHash("sha256").update(canonicalize(definition)!).digest("hex");
}

import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** What ties an agent to its code. A member without a value is left out. */
export interface LineageLink {
  readonly blueprintId?: string;
  readonly credentialId?: string;
  readonly repo?: string;
  readonly commit?: string;
  readonly imageDigest?: string;
  readonly builderId?: string;
}

/** `LineageHash`: SHA-256 of the link in the form of RFC 8785, lower-case hexadecimal. */
export function lineageHash({ blueprintId, credentialId, repo, commit, imageDigest, builderId }: LineageLink): string {
  const members = Object.entries({ blueprintId, credentialId, repo, commit, imageDigest, builderId });
  const present = members.filter(([, value]) => value !== undefined && value !== "");
  return createHash("sha256")
    .update(canonicalize(Object.fromEntries(present))!)
    .digest("hex");
}

import type { TransparencyLogEntry } from "@sigstore/bundle";

/**
 * What the inclusion proof says about the tree must be what the signed checkpoint says: `@sigstore/verify` reads the
 * checkpoint only, so a changed root hash or tree size would pass unseen.
 */
export function logProofProblem({ inclusionProof }: TransparencyLogEntry): string | undefined {
  if (!inclusionProof?.checkpoint) return undefined;
  const [, size, hash] = inclusionProof.checkpoint.envelope.split("\n");
  if (size !== inclusionProof.treeSize) return "the inclusion proof is for another size of the log than its checkpoint";
  return hash === inclusionProof.rootHash.toString("base64")
    ? undefined
    : "the inclusion proof is for another root hash than its checkpoint";
}

import type { KeyObject } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import type { TransparencyLogInstance } from "@sigstore/protobuf-specs";
import { entryOfAnotherKey } from "./entry-key";

/** What `@sigstore/verify` leaves unseen about an entry that it found in the log; undefined when there is nothing. */
export function logProofProblem(
  entry: TransparencyLogEntry,
  logs: readonly TransparencyLogInstance[],
  key: KeyObject,
  signedAt: Date | undefined,
): string | undefined {
  if (entryOfAnotherKey(entry, key)) return "the entry is of another key than the one that signed";
  return proofProblem(entry) ?? periodProblem(entry, logs, signedAt);
}

/** What the inclusion proof says about the tree must be what the signed checkpoint says. */
function proofProblem({ inclusionProof, inclusionPromise, logIndex }: TransparencyLogEntry): string | undefined {
  if (!inclusionProof?.checkpoint) return undefined;
  // A promise covers the entry's own index, which counts through all of a log's shards.
  if (!inclusionPromise && logIndex !== inclusionProof.logIndex)
    return "the entry has another index than its inclusion proof";
  const [, size, hash] = inclusionProof.checkpoint.envelope.split("\n");
  if (size !== inclusionProof.treeSize) return "the inclusion proof is for another size of the log than its checkpoint";
  return hash === inclusionProof.rootHash.toString("base64")
    ? undefined
    : "the inclusion proof is for another root hash than its checkpoint";
}

/** An entry without a promise has no time of its own: the log's key must have been good when the signature was made. */
function periodProblem(
  { inclusionPromise }: TransparencyLogEntry,
  logs: readonly TransparencyLogInstance[],
  signedAt: Date | undefined,
): string | undefined {
  if (inclusionPromise || signedAt === undefined) return undefined;
  const good = logs.some(({ publicKey }) => {
    const { start, end } = publicKey!.validFor!;
    return start! <= signedAt && (end === undefined || signedAt <= end);
  });
  return good ? undefined : `the log's key was not good at ${signedAt.toISOString()}, when the signature was made`;
}

/**
 * An entry as the library may read it. Lines of a checkpoint that are not the log's own are left out: witnesses sign it
 * too, and the library makes a pattern of whatever name a line has. Old bundles have proofs without a checkpoint, which
 * prove nothing beside the promise that they must have.
 */
export function readableEntry(
  entry: TransparencyLogEntry,
  logs: readonly TransparencyLogInstance[],
): TransparencyLogEntry {
  const { inclusionProof } = entry;
  if (!inclusionProof) return entry;
  if (!inclusionProof.checkpoint) return { ...entry, inclusionProof: undefined };
  const { envelope } = inclusionProof.checkpoint;
  const end = envelope.indexOf("\n\n") + 2;
  const lines = envelope.slice(end).split("\n");
  const own = lines.filter((line) => {
    const name = /^\u2014 (\S+) /.exec(line)?.[1];
    return name !== undefined && /^[\w.:/-]+$/.test(name) && logs.some(({ baseUrl }) => baseUrl.includes(name));
  });
  const checkpoint = { envelope: `${envelope.slice(0, end)}${own.map((line) => `${line}\n`).join("")}` };
  return { ...entry, inclusionProof: { ...inclusionProof, checkpoint } };
}

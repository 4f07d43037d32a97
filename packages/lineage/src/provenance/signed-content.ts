import type { KeyObject } from "node:crypto";
import type { Envelope, MessageSignature } from "@sigstore/protobuf-specs";
import type { SignedEntity } from "@sigstore/verify";
import type { Digests } from "../digest";
import { hashOfLength, lengths, signs, signsDigest } from "./signature";

/** What a bundle's signature covers, as `@sigstore/verify` asks for it. */
export type SignedContent = SignedEntity["signature"];

/** An envelope of DSSE: the signature covers type and payload (https://github.com/secure-systems-lab/dsse). */
export class SignedEnvelope implements SignedContent {
  readonly signature: Buffer;
  readonly payload: Buffer;
  private readonly bytes: Buffer;

  constructor({ payload, payloadType, signatures }: Envelope) {
    this.signature = signatures[0]!.sig;
    this.payload = payload;
    const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
    this.bytes = Buffer.concat([Buffer.from(head), payload]);
  }

  compareSignature(signature: Buffer): boolean {
    return this.signature.equals(signature);
  }

  /** Entries of kind `dsse` and `intoto` have the payload's digest, those of kind `hashedrekord` that of what is signed. */
  compareDigest(digest: Buffer): boolean {
    return [this.payload, this.bytes].some((bytes) => hashOfLength(bytes, digest.length)?.equals(digest));
  }

  verifySignature(key: KeyObject): boolean {
    return signs(key, this.bytes, this.signature);
  }
}

/** A signature of the artifact itself; its digests do, for most keys. */
export class SignedArtifact implements SignedContent {
  readonly signature: Buffer;

  constructor(
    private readonly message: MessageSignature,
    private readonly digests: Digests,
    private readonly bytes: Uint8Array | undefined,
  ) {
    this.signature = message.signature;
  }

  compareSignature(signature: Buffer): boolean {
    return this.signature.equals(signature);
  }

  compareDigest(digest: Buffer): boolean {
    if (this.bytes) return hashOfLength(this.bytes, digest.length)?.equals(digest) ?? false;
    const algorithm = lengths.get(digest.length);
    const known = algorithm && this.digests[algorithm];
    // What the artifact is not known by, the bundle's own word must do for, until the signature is verified.
    return known === undefined ? digest.equals(this.own) : known === digest.toString("hex");
  }

  verifySignature(key: KeyObject): boolean {
    if (this.bytes) return signs(key, this.bytes, this.signature);
    return signsDigest(key, this.digests, this.signature) ?? false;
  }

  /** Whether the artifact is known well enough to say that a key did not sign it. */
  canTell(key: KeyObject): boolean {
    return this.bytes !== undefined || signsDigest(key, this.digests, this.signature) !== undefined;
  }

  /** Whether the digest that the bundle states, in passing, is another one than the artifact's. */
  get contradicts(): boolean {
    const algorithm = lengths.get(this.own.length);
    if (algorithm === undefined) return true;
    return this.digests[algorithm] !== undefined && !this.compareDigest(this.own);
  }

  private get own(): Buffer {
    return this.message.messageDigest!.digest;
  }
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Format } from "@sentinel-agent-identities/otlp/receiving";
import type { SigningKey } from "../../signing/key";

/** A request as it came. */
export interface Sent {
  readonly body: Uint8Array;
  readonly format: Format;
  /** called when its records are signed, or there are none */
  readonly settled?: () => void;
}

const formats: readonly Format[] = ["application/json", "application/x-protobuf"];
const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Seals requests before they are written: what SDKs send holds prompts and answers, which lie on no disk in clear. */
export class Sealing {
  private readonly secret: Buffer;

  /** @param key whose holder alone can open what is sealed */
  constructor(key: SigningKey) {
    const { d } = key.privateKey.export({ format: "jwk" });
    this.secret = Buffer.from(hkdfSync("sha256", Buffer.from(d!, "base64url"), "", "agentid-relay inbox", 32));
  }

  /** @returns nonce, tag and what is sealed, in pieces */
  seal({ body, format }: Sent): Buffer[] {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.secret, nonce);
    const sealed = [sealing.update(Buffer.of(formats.indexOf(format))), sealing.update(body), sealing.final()];
    return [nonce, sealing.getAuthTag(), ...sealed];
  }

  /** @returns undefined for what was sealed by another key, or is damaged */
  open(sealed: Buffer): Sent | undefined {
    try {
      const opening = createDecipheriv(cipher, this.secret, sealed.subarray(0, nonceBytes));
      opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      const plain = Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]);
      const format = formats[plain[0]!];
      return format && { body: plain.subarray(1), format };
    } catch {
      return undefined;
    }
  }
}

import { type KeyObject, verify } from "node:crypto";

/** What a platform is asked, as the message says it. */
export interface PlatformMessage {
  readonly id: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly audience: string;
  readonly action: "pause" | "resume";
  readonly agentId: string;
  readonly nativeId: string;
  readonly platform: string;
  readonly actionId: string;
}

const part = (text: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Record<string, unknown>;

/**
 * Reads a message that a key signed: a compact JWS (RFC 7515) with ES256.
 * @param keyOf the public part of the key that the header names
 * @throws Error for what is none, or what another key signed
 */
export function readMessage(text: string, keyOf: (id: string) => KeyObject | undefined): PlatformMessage {
  const [header = "", payload = "", signature = "", ...more] = text.split(".");
  if (more.length > 0 || signature === "") throw new Error("the body is no compact JWS");
  const { alg, kid, typ } = part(header);
  if (alg !== "ES256" || typ !== "agentid-response") throw new Error(`the header names ${alg} and ${typ}`);
  const key = keyOf(String(kid));
  if (!key) throw new Error(`the key ${kid} is not known`);
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")))
    throw new Error("the signature is not the key's");
  return part(payload) as unknown as PlatformMessage;
}

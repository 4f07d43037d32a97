import type { JsonWebKey } from "node:crypto";
import type { SigningKey } from "./key";

/** An entry of the key registry: who may sign with a key, and when. Public members only. */
export interface RegistryEntry {
  readonly kid: string;
  readonly agentId: string;
  readonly jwk: JsonWebKey;
  /** ISO 8601, UTC */
  readonly validFrom: string;
  /** ISO 8601, UTC */
  readonly validTo: string;
}

/**
 * The entry that makes a key known to the verifier.
 * @param agentId object id of the agent that signs with it
 */
export function registryEntry(key: SigningKey, agentId: string, validFrom: Date, validTo: Date): RegistryEntry {
  return {
    kid: key.kid,
    agentId: agentId.toLowerCase(),
    jwk: key.publicJwk,
    validFrom: validFrom.toISOString(),
    validTo: validTo.toISOString(),
  };
}

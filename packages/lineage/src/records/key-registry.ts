import type { JsonWebKey } from "node:crypto";
import { LineageError } from "../errors";
import { schemaProblems } from "../json-schema";
import { type PublicKey, publicKey } from "./jwk";
import { keyRegistrySchema } from "./key-registry-schema";

/** A key and who may sign with it, when. Times are milliseconds since 1970. */
export interface RegisteredKey extends PublicKey {
  /** lower case */
  readonly agentId: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly revokedAt?: number;
}

/** Keys by `kid`. */
export type KeyRegistry = ReadonlyMap<string, RegisteredKey>;

interface Entry {
  readonly kid: string;
  readonly agentId: string;
  readonly jwk: JsonWebKey;
  readonly validFrom: string;
  readonly validTo: string;
  readonly revokedAt?: string;
}

/**
 * Reads a key registry (`docs/agent-record.md`, "Key registry").
 * @param value the parsed JSON
 * @param source where it comes from, for errors
 * @throws LineageError `key-registry` with every problem: unknown members, private keys, a `kid` that is not the key's
 * thumbprint, a key listed twice, a validity that ends before it begins
 */
export function readKeyRegistry(value: unknown, source = "key registry"): KeyRegistry {
  const violations = schemaProblems(keyRegistrySchema, value);
  if (violations.length > 0) throw new LineageError("key-registry", source, violations);
  const registry = new Map<string, RegisteredKey>();
  const problems: string[] = [];
  for (const [i, entry] of (value as { keys: Entry[] }).keys.entries()) {
    try {
      if (registry.has(entry.kid)) throw new Error(`the key ${entry.kid} is listed twice; a key belongs to one agent`);
      registry.set(entry.kid, registered(entry));
    } catch (error) {
      problems.push(`keys.${i}: ${(error as Error).message}`);
    }
  }
  if (problems.length > 0) throw new LineageError("key-registry", source, problems);
  return registry;
}

function registered({ kid, agentId, jwk, validFrom, validTo, revokedAt }: Entry): RegisteredKey {
  const key = publicKey(jwk);
  if (key.thumbprint !== kid) throw new Error(`kid is ${kid}, but the key's thumbprint is ${key.thumbprint}`);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  const revoked = revokedAt === undefined ? undefined : Date.parse(revokedAt);
  if (![from, to, revoked ?? 0].every(Number.isFinite)) throw new Error("a time names a day that does not exist");
  if (from >= to) throw new Error(`validFrom ${validFrom} does not lie before validTo ${validTo}`);
  return {
    ...key,
    agentId: agentId.toLowerCase(),
    validFrom: from,
    validTo: to,
    ...(revoked === undefined ? {} : { revokedAt: revoked }),
  };
}

import { createPublicKey, type KeyObject } from "node:crypto";
import { hint } from "../hint";
import type { LineagePolicy, PolicyRule } from "./policy";

/** A key that a policy names. */
export interface TrustedKey {
  readonly name: string;
  readonly publicKey: KeyObject;
  /** whether its signatures must be in the transparency log */
  readonly log: boolean;
  readonly validFor: { readonly start?: Date; readonly end?: Date };
}

const kinds = ["ec", "rsa", "ed25519"];

/** A policy's keys, to verify with. */
export function trustedKeys({ keys = [] }: Pick<LineagePolicy, "keys">): TrustedKey[] {
  return keys.map(({ name, publicKey, log = true, validFrom, validTo }) => ({
    name,
    publicKey: createPublicKey(publicKey),
    log,
    validFor: {
      ...(validFrom === undefined ? {} : { start: new Date(validFrom) }),
      ...(validTo === undefined ? {} : { end: new Date(validTo) }),
    },
  }));
}

/** What is wrong about a policy's keys, and about rules that name them. */
export function keyProblems({ keys = [], trusted }: LineagePolicy): string[] {
  const names = keys.map(({ name }) => name);
  const used = new Set(trusted.flatMap((rule) => rule.keys ?? []));
  return [
    ...keys.flatMap(({ name, publicKey }, i) => {
      const place = `keys.${i}`;
      if (names.indexOf(name) < i) return [`${place}.name: "${name}" is the name of another key; give each its own`];
      if (!used.has(name))
        return [`${place}: no rule names the key "${name}"; write it under "keys" of one, or leave it out`];
      return pemProblem(publicKey)?.map((problem) => `${place}.publicKey ${problem}`) ?? [];
    }),
    ...trusted.flatMap((rule, i) => ruleProblems(rule, `trusted.${i}`, names)),
  ];
}

function pemProblem(pem: string): string[] | undefined {
  try {
    const { asymmetricKeyType: kind } = createPublicKey(pem);
    return kinds.includes(kind!) ? undefined : [`is a key of kind ${kind}; known are ${kinds.join(", ")}`];
  } catch (error) {
    return [`cannot be read: ${(error as Error).message}; write it as \`cosign public-key\` does`];
  }
}

function ruleProblems({ keys, proofs = ["Provenance"] }: PolicyRule, place: string, names: string[]): string[] {
  const unknown = (keys ?? []).filter((key) => !names.includes(key));
  const ofKeys = proofs.filter((proof) => proof.startsWith("Key"));
  return [
    ...unknown.map((key) => `${place}.keys names "${key}", which is no key of this policy${hint(key, names)}`),
    ...(keys && ofKeys.length === 0
      ? [`${place} names keys that nothing is verified with: write KeyProvenance or KeySignature under "proofs"`]
      : []),
    ...(!keys && ofKeys.length > 0
      ? [`${place}.proofs has ${ofKeys.join(" and ")}, but the rule names no key: write "keys"`]
      : []),
  ];
}

import type { FromSchema } from "json-schema-to-ts";
import type { lineagePolicySchema, proofKinds } from "./schema";

/** Whose builds are trusted, and what kinds of proof count. */
export type LineagePolicy = FromSchema<typeof lineagePolicySchema>;

/** One rule of a policy. */
export type PolicyRule = LineagePolicy["trusted"][number];

/** A kind of proof: what a row's standing is. */
export type ProofKind = (typeof proofKinds)[number];

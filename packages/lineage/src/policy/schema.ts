const instant = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)?$",
  "x-message": "write an instant in UTC such as 2026-03-02T00:00:00Z",
} as const;
const text = { type: "string", minLength: 1 } as const;

/** Kinds of proof, the strongest first. */
export const proofKinds = ["Provenance", "KeyProvenance", "Attestation", "Signature", "KeySignature"] as const;

/** `--policy`: whose provenance is trusted. */
export const lineagePolicySchema = {
  $id: "lineage-policy.schema.json",
  title: "Trusted builders",
  type: "object",
  required: ["trusted"],
  additionalProperties: false,
  properties: {
    trusted: {
      type: "array",
      minItems: 1,
      description: "a proof is trusted when all of one rule holds",
      items: {
        type: "object",
        required: ["repository"],
        additionalProperties: false,
        properties: {
          repository: {
            ...text,
            pattern: "^https://[^/]+/.+",
            description: "such as https://github.com/contoso/finance-agent; forks are other repositories",
            "x-message": "write the repository's address, such as https://github.com/contoso/finance-agent",
          },
          repositoryId: {
            ...text,
            description: "the forge's id, which a repository of the same name made anew has not",
          },
          agents: {
            type: "array",
            minItems: 1,
            items: text,
            description:
              "object ids of agents, or application ids of blueprints, that the rule is for; all when left out",
          },
          proofs: {
            type: "array",
            minItems: 1,
            uniqueItems: true,
            items: { enum: proofKinds },
            description:
              "kinds of proof that count. Provenance (the default): SLSA provenance under a certificate. KeyProvenance: the same, signed with a key of this policy. Attestation: another statement about the artifact under a certificate. Signature: of the artifact itself, under a certificate. KeySignature: anything else signed with a key of this policy",
          },
          keys: {
            type: "array",
            minItems: 1,
            uniqueItems: true,
            items: text,
            description: "names of keys of this policy whose signatures stand for the repository",
          },
          issuer: { ...text, description: "OIDC issuer; https://token.actions.githubusercontent.com when left out" },
          workflow: { ...text, description: "path of the build workflow, such as .github/workflows/release.yml" },
          ref: { ...text, description: "such as refs/heads/main; a trailing * stands for any ending" },
          builder: { ...text, description: "SLSA builder id; a trailing * stands for any ending" },
          runner: { enum: ["github-hosted", "self-hosted"] },
          events: {
            type: "array",
            minItems: 1,
            items: text,
            description: "events that may start the build; all but pull_request and pull_request_target when left out",
          },
          commitVerified: { type: "boolean", description: "true: the commit's own signature must be verified" },
          approvals: { type: "integer", minimum: 1, description: "approvers needed who are not the author" },
          validFrom: { ...instant, description: "builds before it do not count" },
          validTo: { ...instant, description: "the rule ends then" },
          maxAgeDays: { type: "integer", minimum: 1, description: "older provenance is expired" },
          slsaLevel: {
            type: "integer",
            minimum: 0,
            maximum: 3,
            description: "the SLSA build level you found this builder to give",
          },
        },
      },
    },
    keys: {
      type: "array",
      minItems: 1,
      description: "keys that sign without a certificate, such as those that a key management service holds",
      items: {
        type: "object",
        required: ["name", "publicKey"],
        additionalProperties: false,
        properties: {
          name: { ...text, description: "what rules, verdicts and rows call it" },
          publicKey: {
            ...text,
            pattern: "^\\s*-----BEGIN PUBLIC KEY-----",
            description: "PEM, as `cosign public-key` writes it; ECDSA, RSA or Ed25519",
            "x-message": "write the public key as PEM, beginning with -----BEGIN PUBLIC KEY-----",
          },
          log: {
            type: "boolean",
            description: "false: its signatures need not be in the transparency log of the trusted root",
          },
          validFrom: { ...instant, description: "signatures before it do not count; their time must be proven" },
          validTo: { ...instant, description: "signatures after it do not count; their time must be proven" },
        },
      },
    },
  },
} as const;

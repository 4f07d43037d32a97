import { proofKinds } from "../policy";
import { reasonCodes } from "../reasons";

const text = { type: "string" } as const;
const time = { type: "string", description: "ISO 8601, UTC" } as const;
const sha256 = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;

/** What `agentid lineage verify --format json` prints. */
export const provenanceVerdictSchema = {
  $id: "provenance-verdict.schema.json",
  title: "Verdict of agentid lineage verify",
  description: "Members about signer and build are there only when a verified signature covers them.",
  type: "object",
  required: ["state", "reasons"],
  additionalProperties: false,
  properties: {
    state: { enum: ["Verified", "Failed", "Untrusted", "Missing", "Expired"] },
    reasons: {
      type: "array",
      description: "empty for Verified",
      items: {
        type: "object",
        required: ["code", "message"],
        additionalProperties: false,
        properties: { code: { enum: reasonCodes }, message: text },
      },
    },
    proof: { enum: proofKinds, description: "what is proven; absent where nothing is" },
    key: { ...text, description: "the policy's name of the key that signed, where there is no certificate" },
    bundleSha256: { ...sha256, description: "of the bundle in the form of RFC 8785" },
    identity: {
      type: "object",
      additionalProperties: false,
      properties: {
        san: { ...text, description: "the certificate's subject alternative name" },
        issuer: { ...text, description: "the OIDC issuer that vouched for the build" },
      },
    },
    repository: text,
    repositoryId: text,
    ref: text,
    commit: text,
    workflowPath: text,
    workflowRef: text,
    trigger: { ...text, description: "event that started the build" },
    runnerEnvironment: text,
    builderId: text,
    buildType: text,
    invocationUrl: text,
    predicateType: text,
    subject: {
      type: "object",
      required: ["digest"],
      additionalProperties: false,
      properties: { name: text, digest: { ...text, description: "algorithm:hexadecimal digits" } },
    },
    signedAt: time,
    tlogIndex: { type: "integer" },
    tlogTime: { ...time, description: "when the transparency log took the entry" },
    slsaLevel: { type: "integer", description: "what the policy's rule says the builder gives" },
    validTo: { ...time, description: "when the policy's rule, or its word on age, ends" },
  },
} as const;

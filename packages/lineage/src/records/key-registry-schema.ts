const instant = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z$",
  "x-message": "write an instant in UTC such as 2026-03-02T00:00:00.000Z",
} as const;

/** The key registry of `docs/agent-record.md`. */
export const keyRegistrySchema = {
  $id: "key-registry.schema.json",
  title: "Keys that agents sign their records with",
  type: "object",
  required: ["keys"],
  additionalProperties: false,
  properties: {
    keys: {
      type: "array",
      items: {
        type: "object",
        required: ["kid", "agentId", "jwk", "validFrom", "validTo"],
        additionalProperties: false,
        properties: {
          kid: { type: "string", description: "RFC 7638 SHA-256 thumbprint of the key, base64url" },
          agentId: { type: "string", minLength: 1, description: "object id of the one agent that signs with the key" },
          jwk: {
            type: "object",
            description: "public members only",
            required: ["kty", "crv", "x"],
            properties: {
              kty: { enum: ["OKP", "EC"] },
              crv: { enum: ["Ed25519", "P-256"] },
              x: { type: "string" },
              y: { type: "string" },
              d: { not: {}, "x-message": "a private key has no place here; write the public members only" },
            },
          },
          validFrom: instant,
          validTo: instant,
          revokedAt: { ...instant, description: "left out while the key is good" },
        },
      },
    },
  },
} as const;

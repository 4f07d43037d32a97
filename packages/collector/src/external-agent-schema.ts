const text = { type: "string", minLength: 1, maxLength: 200 } as const;
const day = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\d$",
  "x-message": "write a day such as 2026-12-31",
} as const;

/** Where agents live that Entra does not know. */
export const externalPlatforms = ["AWS", "Google", "OnPremises", "SaaS", "Other"] as const;

const agent = {
  type: "object",
  required: ["id", "name", "platform", "owner"],
  additionalProperties: false,
  properties: {
    id: {
      type: "string",
      pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
      description: "a GUID of the agent's own, which its telemetry names; no object of Entra has it",
      "x-message": "write a GUID of its own, such as uuidgen makes, and name it in the agent's telemetry",
    },
    name: { ...text, description: "what people call it" },
    platform: { enum: externalPlatforms, description: "where it runs" },
    owner: {
      ...text,
      pattern: "^[^@\\s]+@[^@\\s]+$",
      description: "address of who answers for it",
      "x-message": "write the owner's address, such as ana@contoso.com",
    },
    nativeId: { ...text, maxLength: 500, description: "what its platform calls it, such as an ARN" },
    environment: { ...text, description: "such as production" },
    repository: {
      ...text,
      pattern: "^https://[^/]+/.+",
      description: "its source, such as https://github.com/contoso/claims-agent",
      "x-message": "write the repository's address, such as https://github.com/contoso/claims-agent",
    },
    imageDigest: {
      type: "string",
      pattern: "^sha256:[0-9a-f]{64}$",
      description: "the image that it should run; its provenance is verified",
      "x-message": "write sha256: and 64 hexadecimal digits",
    },
    privilegeTier: {
      type: "integer",
      minimum: 0,
      maximum: 2,
      description: "0 for control of a whole platform, 1 for control of a service, 2 for the rest; 2 when left out",
    },
    enabled: { type: "boolean", description: "false: it is switched off; true when left out" },
    created: { ...day, description: "since when it is there" },
    expires: { ...day, description: "when it should be gone" },
  },
} as const;

/** Agents outside Entra, as a tenant's file lists them. */
export const externalAgentsSchema = {
  $id: "external-agents.schema.json",
  title: "Agents outside Entra",
  type: "array",
  maxItems: 20_000,
  items: agent,
} as const;

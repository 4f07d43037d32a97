const instant = {
  type: "string",
  pattern: "^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)?$",
  "x-message": "write an instant in UTC such as 2026-03-02T00:00:00Z",
} as const;
const text = { type: "string", minLength: 1 } as const;

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
      description: "provenance is trusted when all of one rule holds",
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
  },
} as const;

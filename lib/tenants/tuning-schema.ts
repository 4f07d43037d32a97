import { vocabulary } from "../content";

const families = Object.keys(vocabulary.evidenceFamilies) as vocabulary.EvidenceFamily[];
const onOff = (family: vocabulary.EvidenceFamily) =>
  ({
    type: "boolean",
    description: `whether rules about ${vocabulary.evidenceFamilies[family]} run`,
    "x-message": "write true or false",
  }) as const;

/** What a tenant changes about rules: families and single ones on and off, severity, frequency, limits. */
export const tuningProperties = {
  families: {
    type: "object",
    additionalProperties: false,
    description: "families of rules that run, or do not; all do when left out",
    properties: Object.fromEntries(families.map((family) => [family, onOff(family)])) as Record<
      vocabulary.EvidenceFamily,
      ReturnType<typeof onOff>
    >,
  },
  rules: {
    type: "object",
    description: "by catalogue id, such as AIC-046, for every rule of that id, or by the name of a rule's file for one",
    additionalProperties: {
      type: "object",
      minProperties: 1,
      additionalProperties: false,
      "x-message": "write settings such as { enabled: false }",
      properties: {
        enabled: {
          type: "boolean",
          description: "false: the rule is deployed, and does not run; whatever its family says",
          "x-message": "write true or false",
        },
        severity: { enum: vocabulary.severities, description: "of its alerts, where its query does not choose it" },
        frequency: {
          type: "string",
          pattern: "^[1-9]\\d*[mhd]$",
          description: "how often it runs; its query then looks at what arrived since",
          "x-message": "write a time such as 30m, 1h or 1d",
        },
      },
    },
  },
  thresholds: {
    type: "object",
    description: "limits that hold for every agent, as columns of the watchlist AgentPolicy: its row *",
    additionalProperties: { type: ["string", "number", "boolean"] },
  },
} as const;

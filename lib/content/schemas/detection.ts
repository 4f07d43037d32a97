import { limits } from "../../limits";
import type * as vocabulary from "../vocabulary";
import { entityIdentifiers, evidenceFamilies, evidenceSources, riskWeights, severities, tactics } from "../vocabulary";

const timespan = {
  type: "string",
  pattern: "^[1-9][0-9]*[mhd]$",
  "x-message": "write a whole number of minutes, hours or days, such as 5m, 1h or 14d",
} as const;

/** `detections/<family>/*.yaml`: an analytics rule in the Azure-Sentinel format. */
export const detectionSchema = {
  $id: "detection.schema.json",
  title: "Analytics rule",
  type: "object",
  required: [
    "id",
    "version",
    "kind",
    "name",
    "description",
    "severity",
    "requiredDataConnectors",
    "tactics",
    "relevantTechniques",
    "query",
    "entityMappings",
    "tags",
  ],
  additionalProperties: false,
  properties: {
    id: {
      type: "string",
      pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
      "x-message": "a rule's id is a lower-case GUID that never changes",
    },
    version: { type: "string", pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" },
    kind: { enum: ["Scheduled", "NRT"] },
    name: { type: "string", minLength: 1, maxLength: limits["rule/name-length"].value },
    description: { type: "string", minLength: 1, maxLength: limits["rule/description-length"].value },
    severity: { enum: severities },
    status: { enum: ["Available"] },
    origin: {
      enum: ["imported"],
      description:
        "imported: no detection of this catalogue; it keeps its id in Azure, and owes what Sentinel asks, not what the catalogue asks of its own; never deployed",
    },
    evidence: {
      type: "object",
      required: ["family", "source"],
      additionalProperties: false,
      description:
        "what kind of signal an alert is, and whose word: an automatic response takes two that are independent",
      properties: {
        family: { enum: Object.keys(evidenceFamilies) as vocabulary.EvidenceFamily[] },
        source: {
          enum: Object.keys(evidenceSources) as vocabulary.EvidenceSource[],
          description: "the weakest of the sources that alone can make the rule fire",
        },
      },
    },
    risk: {
      type: "object",
      required: ["weight", "deed"],
      additionalProperties: false,
      description: "what an alert adds to the story of its agent; never deployed with the rule",
      properties: {
        weight: { enum: riskWeights, description: "decisive opens an incident by itself, strong when it is sure" },
        deed: {
          type: "string",
          pattern: '^[^{}|"\\\\]*(\\{[A-Z][A-Za-z]*\\}[^{}|"\\\\]*){0,2}$',
          maxLength: 70,
          "x-message":
            "write a plain phrase with two custom details at most, such as sent {BytesSent} to {Destination}",
          description: "what the agent did, or what befell it, after its name: read {Reads} records in an hour",
        },
      },
    },
    requiredDataConnectors: {
      type: "array",
      items: {
        type: "object",
        required: ["connectorId", "dataTypes"],
        additionalProperties: false,
        properties: { connectorId: { type: "string" }, dataTypes: { type: "array", items: { type: "string" } } },
      },
    },
    queryFrequency: { ...timespan, description: "how often a Scheduled rule runs" },
    queryPeriod: { ...timespan, description: "how far back a Scheduled rule looks" },
    triggerOperator: { enum: ["gt", "lt", "eq", "ne"] },
    triggerThreshold: { type: "integer", minimum: 0, maximum: 10000 },
    tactics: { type: "array", items: { enum: tactics } },
    relevantTechniques: {
      type: "array",
      items: {
        type: "string",
        pattern: "^T[0-9]{4}(\\.[0-9]{3})?$",
        "x-message": "an ATT&CK technique reads T1098 or T1098.001",
      },
    },
    query: { type: "string", minLength: 1, maxLength: limits["rule/query-length"].value },
    entityMappings: {
      type: "array",
      maxItems: limits["rule/entity-mappings"].value,
      items: {
        type: "object",
        required: ["entityType", "fieldMappings"],
        additionalProperties: false,
        properties: {
          entityType: { enum: Object.keys(entityIdentifiers) },
          fieldMappings: {
            type: "array",
            minItems: 1,
            maxItems: limits["rule/entity-identifiers"].value,
            items: {
              type: "object",
              required: ["identifier", "columnName"],
              additionalProperties: false,
              properties: { identifier: { type: "string" }, columnName: { type: "string" } },
            },
          },
        },
      },
    },
    customDetails: {
      type: "object",
      maxProperties: limits["rule/custom-details"].value,
      additionalProperties: { type: "string" },
    },
    alertDetailsOverride: {
      type: "object",
      additionalProperties: false,
      properties: {
        alertDisplayNameFormat: { type: "string", maxLength: limits["rule/alert-name-length"].value },
        alertDescriptionFormat: { type: "string", maxLength: limits["rule/alert-description-length"].value },
        alertSeverityColumnName: { type: "string" },
        alertTacticsColumnName: { type: "string" },
        alertDynamicProperties: {
          type: "array",
          items: {
            type: "object",
            required: ["alertProperty", "value"],
            additionalProperties: false,
            properties: { alertProperty: { enum: limits["rule/dynamic-properties"].value }, value: { type: "string" } },
          },
        },
      },
    },
    eventGroupingSettings: {
      type: "object",
      required: ["aggregationKind"],
      additionalProperties: false,
      properties: { aggregationKind: { enum: ["SingleAlert", "AlertPerResult"] } },
    },
    suppressionEnabled: { type: "boolean" },
    suppressionDuration: timespan,
    incidentConfiguration: {
      type: "object",
      required: ["createIncident"],
      additionalProperties: false,
      properties: {
        createIncident: { type: "boolean" },
        groupingConfiguration: {
          type: "object",
          required: ["enabled"],
          additionalProperties: false,
          properties: {
            enabled: { type: "boolean" },
            reopenClosedIncident: { type: "boolean" },
            lookbackDuration: timespan,
            matchingMethod: { enum: ["AllEntities", "AnyAlert", "Selected"] },
            groupByEntities: { type: "array", items: { type: "string" } },
            groupByAlertDetails: { type: "array", items: { enum: ["DisplayName", "Severity"] } },
            groupByCustomDetails: { type: "array", items: { type: "string" } },
          },
        },
      },
    },
    tags: {
      type: "array",
      items: { type: "string" },
      description: "detection id (AIC-nnn), MITRE ATLAS and OWASP ids",
    },
    waivers: {
      type: "array",
      minItems: 1,
      description: "checks that the rule fails with a reason; never deployed",
      items: {
        type: "object",
        required: ["code", "reason"],
        additionalProperties: false,
        properties: { code: { enum: ["rule/late-rows"] }, reason: { type: "string", minLength: 20 } },
      },
    },
  },
} as const;

import * as vocabulary from "../vocabulary";

/** What a playbook may take from its surroundings; the construct fills them in. */
const playbookBindings = [
  "workspaceResourceId",
  "logsIngestionEndpoint",
  "dataCollectionRuleImmutableId",
  "tenantId",
  "managedIdentityId",
  "principalId",
  "responseMode",
  "approvers",
  "approvalHours",
  "claimsTable",
  "releaseWaivers",
  "workflowScopes",
  "mailSender",
  "externalEndpoints",
  "signingKey",
  "teamsPrincipalId",
  "teamsRequesters",
  "teamsLocation",
  "teamsRecipient",
] as const;

/** Azure roles a playbook's identity may hold, and where. */
export const playbookAzureRoles = [
  "Microsoft Sentinel Reader",
  "Microsoft Sentinel Responder",
  "Log Analytics Reader",
  "Monitoring Metrics Publisher",
  "Storage Table Data Contributor",
  "Microsoft Sentinel Contributor",
  "Key Vault Crypto User",
] as const;

/** What a role is held on. */
export const playbookRoleScopes = [
  "workspace",
  "dataCollectionRule",
  "claims",
  "grantedExceptions",
  "signingKey",
] as const;

/** What starts a playbook by itself, each by an automation rule of its own and in the order of their orders. */
export const automationStarts = ["incidentCreated", "alertAdded", "alertCreated", "commentAdded"] as const;

/** One of them. */
export type AutomationStart = (typeof automationStarts)[number];

/** Response settings of a tenant that a permission may depend on. */
const playbookConditions = ["mailSender"] as const;

/** Settings of a tenant without which a playbook has nothing to do. */
const playbookSettings = ["externalAgentEndpoints"] as const;

/** `playbooks/<PB-nn-name>/playbook.yaml`: what a workflow needs around it. */
export const playbookSchema = {
  $id: "playbook.schema.json",
  title: "Playbook",
  type: "object",
  required: ["id", "name", "title", "description", "privilegeClass", "azureRoles", "graphAppRoles", "parameters"],
  additionalProperties: false,
  properties: {
    id: { type: "string", pattern: "^PB-[0-9]{2}$" },
    name: {
      type: "string",
      pattern: "^[-()_A-Za-z0-9]{1,70}$",
      description: "the Logic App's name; those that an incident or an alert starts add .incident or .alert",
    },
    title: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1 },
    privilegeClass: {
      enum: ["read", "freeze", "fleet"],
      description: "every playbook's identity is in exactly one class",
    },
    azureRoles: {
      type: "array",
      items: {
        type: "object",
        required: ["role", "scope"],
        additionalProperties: false,
        properties: { role: { enum: playbookAzureRoles }, scope: { enum: playbookRoleScopes } },
      },
    },
    graphAppRoles: {
      type: "array",
      items: {
        oneOf: [
          { type: "string" },
          {
            type: "object",
            required: ["role", "when"],
            additionalProperties: false,
            properties: {
              role: { type: "string" },
              when: {
                enum: playbookConditions,
                description: "granted only where the tenant has this response setting",
              },
            },
          },
        ],
      },
      description: "Microsoft Graph application permissions, granted by the governance stack",
    },
    azureActions: {
      type: "array",
      items: {
        type: "string",
        pattern: "^Microsoft\\.[A-Za-z]+(/[A-Za-z]+)+$",
        "x-message": "write one action such as Microsoft.Logic/workflows/disable/action; wildcards allow too much",
      },
      description: "what a custom role allows in the tenant's response.workflowScopes",
    },
    feature: { enum: vocabulary.featureNames, description: "deployed only where the tenant switches this on" },
    setting: { enum: playbookSettings, description: "deployed only where the tenant's file has this" },
    channel: {
      enum: vocabulary.approvalChannels,
      description: "deployed only where the tenant asks for approvals by this channel too; it gets a connection to it",
    },
    parameters: {
      type: "object",
      description: "values of the workflow's parameters",
      additionalProperties: {
        oneOf: [
          {
            type: "object",
            required: ["binding"],
            additionalProperties: false,
            properties: { binding: { enum: playbookBindings } },
          },
          {
            type: "object",
            required: ["value"],
            additionalProperties: false,
            properties: { value: { type: ["string", "number", "boolean"] } },
          },
        ],
      },
    },
    automationRule: {
      type: "object",
      description:
        "starts this playbook by itself; what it responds to are alerts that meet detections, severities and confidences each by itself, whatever else their incident holds",
      required: ["displayName", "order", "starts", "detections"],
      additionalProperties: false,
      properties: {
        displayName: { type: "string", minLength: 1 },
        order: {
          type: "integer",
          minimum: 1,
          maximum: 1000,
          description: "of the automation rule for incidentCreated; the others follow it",
        },
        starts: {
          type: "array",
          minItems: 1,
          uniqueItems: true,
          items: { enum: automationStarts },
          description:
            "incidentCreated: an incident of these detections is new. alertAdded: an alert joined one. alertCreated: there is an alert, with or without an incident; takes alert.json. commentAdded: somebody commented on one",
        },
        detections: {
          oneOf: [{ const: "all" }, { type: "array", minItems: 1, items: { type: "string" } }],
          description: "file names of the rules, without .yaml; or all",
        },
        confidences: {
          type: "array",
          minItems: 1,
          items: { enum: vocabulary.confidences },
          description: "of the alerts (custom detail Confidence); any when left out",
        },
        severities: { type: "array", minItems: 1, items: { enum: ["High", "Medium", "Low", "Informational"] } },
      },
    },
  },
} as const;

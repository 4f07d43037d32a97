import { externalPlatforms } from "@sentinel-agent-identities/collector/external-agents";
import { vocabulary } from "../content";
import { tuningProperties } from "./tuning-schema";
import { waiversProperty } from "./waiver-schema";

const { responseModes } = vocabulary;

const guid = {
  type: "string",
  pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
  "x-message": "write a GUID such as 00000000-0000-0000-0000-000000000000",
} as const;

const feature = (name: vocabulary.Feature) => ({ type: "boolean", description: vocabulary.features[name] }) as const;

const correlation = {
  enum: vocabulary.correlations,
  "x-message": "write excluded, or included, which may merge its incidents with others",
} as const;

const enforcement = {
  enum: ["reportOnly", "enforced"],
  "x-message": "write reportOnly, which tells what it would block, or enforced",
} as const;

const endpoint = {
  type: "string",
  maxLength: 500,
  pattern: "^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*$",
  "x-message": "write an address such as https://agents.contoso.com/responses: https, a host and a path",
} as const;

/** One deployment of the solution, with what it shares with others: what `tenants/*.yaml` come to. */
export const tenantSchema = {
  $id: "whole-tenant.schema.json",
  title: "Tenant",
  type: "object",
  required: ["name", "tenantId", "subscriptionId", "location", "resourceGroup", "workspace"],
  additionalProperties: false,
  properties: {
    name: {
      type: "string",
      pattern: "^[a-z0-9][a-z0-9-]{0,39}$",
      description: "the stack's name",
      "x-message": "a tenant's name has lower-case letters, digits and hyphens",
    },
    tenantId: { ...guid, description: "the Microsoft Entra tenant" },
    sameTenantAs: {
      type: "string",
      description: "name of another deployment in the same Entra tenant, whose ids this file may have too",
    },
    ring: { type: "string", description: "a ring of rings.yaml, whose settings hold where this file says nothing" },
    subscriptionId: { ...guid, description: "the Azure subscription" },
    location: {
      type: "string",
      pattern: "^[a-z0-9]+$",
      description: "Azure region by its short name",
      "x-message": "write the region's short name, such as westeurope",
    },
    resourceGroup: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: { type: "string", pattern: "^[-\\w._()]{1,90}$" },
        existing: { type: "boolean", description: "true when the group exists and is managed elsewhere" },
      },
    },
    workspace: {
      type: "object",
      additionalProperties: false,
      description: "name to create a workspace, or existingWorkspaceId",
      properties: {
        name: {
          type: "string",
          pattern: "^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$",
          "x-message": "a workspace name has 4 to 63 letters, digits and hyphens",
        },
        existingWorkspaceId: {
          type: "string",
          pattern:
            "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.OperationalInsights/workspaces/[^/]+$",
          description: "ARM id of a workspace with Sentinel on it",
          "x-message":
            "write /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.OperationalInsights/workspaces/<name>",
        },
        retentionInDays: { type: "integer", minimum: 30, maximum: 730 },
      },
    },
    sentinelServicePrincipalObjectId: {
      ...guid,
      description:
        'object id of "Azure Security Insights" in this tenant, so that automation rules may start playbooks',
    },
    senders: {
      type: "array",
      maxItems: 50,
      description: "who may send telemetry, and for which agents each may speak",
      items: {
        type: "object",
        required: ["name", "principalId"],
        additionalProperties: false,
        properties: {
          name: {
            type: "string",
            pattern: "^[a-z0-9]([a-z0-9-]{0,22}[a-z0-9])?$",
            "x-message": "a sender's name has up to 24 lower-case letters, digits and hyphens",
          },
          principalId: { ...guid, description: "object id of the service principal or managed identity" },
          agents: { type: "array", minItems: 1, items: guid, description: "object ids of agent identities" },
          blueprints: {
            type: "array",
            minItems: 1,
            items: guid,
            description: "appIds of blueprints, for all their agents",
          },
          everyAgent: { type: "boolean", description: "speaks for every agent, as a gateway in front of all does" },
          names: {
            type: "object",
            minProperties: 1,
            maxProperties: 500,
            additionalProperties: guid,
            description: "an agent's or a service's name → the object id of the agent whose spans those are",
          },
        },
      },
    },
    senderPrincipalIds: {
      type: "array",
      items: guid,
      description:
        "object ids of identities that send without being named: rules see their rows, but they stop no agent by themselves",
    },
    protect: { type: "boolean", description: "refuse to destroy workspace and tables; true unless said otherwise" },
    features: {
      type: "object",
      additionalProperties: false,
      description: "what is switched on beyond the default",
      properties: {
        protocolArchive: feature("protocolArchive"),
        graphReadFilter: feature("graphReadFilter"),
        entraDiagnostics: feature("entraDiagnostics"),
        attributeDiagnostics: feature("attributeDiagnostics"),
        collector: feature("collector"),
        classicFreeze: feature("classicFreeze"),
      },
    },
    governance: {
      type: "object",
      additionalProperties: false,
      description: "what Microsoft Entra holds for agents: a stack of its own, which takes rights on the whole tenant",
      properties: {
        graphAppRoles: {
          type: "boolean",
          description: "grant the playbooks and the collector their application permissions of Microsoft Graph",
        },
        attributeSet: { type: "boolean", description: vocabulary.governancePolicies.attributeSet },
        quarantine: { ...enforcement, description: vocabulary.governancePolicies.quarantine },
        agentRisk: { ...enforcement, description: vocabulary.governancePolicies.agentRisk },
        breakGlass: { ...enforcement, description: vocabulary.governancePolicies.breakGlass },
        credentialLifetime: {
          type: "object",
          description: vocabulary.governancePolicies.credentialLifetime,
          required: ["blueprints"],
          additionalProperties: false,
          properties: {
            blueprints: { type: "array", minItems: 1, items: guid, description: "object ids of their applications" },
          },
        },
      },
    },
    externalAgents: {
      type: "string",
      minLength: 1,
      description:
        "file with agents that Entra does not know (docs/external-agents.md), CSV, YAML or JSON, beside this one; needs the collector",
    },
    externalAgentEndpoints: {
      type: "object",
      minProperties: 1,
      additionalProperties: false,
      description:
        "where the platforms of these agents take signed messages that ask to pause or resume one; none is asked when left out",
      properties: Object.fromEntries(externalPlatforms.map((platform) => [platform, endpoint])) as Record<
        (typeof externalPlatforms)[number],
        typeof endpoint
      >,
    },
    collector: {
      type: "object",
      additionalProperties: false,
      description: "settings of the collector, where the feature is on",
      properties: {
        workspaceId: { ...guid, description: "the GUID of the workspace; needed with existingWorkspaceId" },
        intakeClientId: {
          ...guid,
          description: "appId of the application that agents get tokens for; without it there is no OTLP intake",
        },
        network: {
          type: "object",
          required: ["subnetId"],
          additionalProperties: false,
          description: "a subnet of the app's own; its storage then answers nobody else",
          properties: {
            subnetId: {
              type: "string",
              pattern:
                "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
              description:
                "ARM id of a subnet that is delegated to Microsoft.Web/serverFarms and has the service endpoint Microsoft.Storage",
              "x-message":
                "write /subscriptions/<id>/resourceGroups/<name>/providers/Microsoft.Network/virtualNetworks/<name>/subnets/<name>",
            },
            allowedIps: {
              type: "array",
              description:
                "public IPv4 addresses or ranges that reach the storage too, such as the deploying pipeline's",
              items: {
                type: "string",
                pattern: "^(\\d{1,3}\\.){3}\\d{1,3}(/([0-9]|[12][0-9]|30))?$",
                "x-message": "write an IPv4 address, or a range of at most /30",
              },
            },
          },
        },
      },
    },
    incidents: {
      enum: vocabulary.incidentModes,
      description: `story: one incident per agent, of what all rules find about it; rule: each rule makes its own; ${vocabulary.defaultIncidents} when left out`,
      "x-message": "write story, for one incident per agent, or rule, for incidents of each rule",
    },
    portal: {
      enum: vocabulary.portals,
      description:
        "where analysts work, and who makes the incidents: defender (when left out), or azure, where Microsoft Sentinel does",
      "x-message": "write defender, or azure for a workspace that is not connected to the Defender portal",
    },
    correlation: {
      type: "object",
      additionalProperties: false,
      description: "whether the Defender portal correlates what rules find with other alerts",
      properties: {
        default: { ...correlation, description: "for rules that are not named below; excluded when left out" },
        rules: {
          type: "object",
          description: "by catalogue id, such as AIC-046: every rule of that id",
          additionalProperties: correlation,
        },
      },
    },
    response: {
      type: "object",
      additionalProperties: false,
      description: "how far playbooks may go in this tenant, and who decides",
      properties: {
        mode: {
          enum: responseModes,
          description: "the most that any playbook does, whatever an agent's policy says; DryRun when left out",
        },
        approvers: {
          type: "array",
          items: guid,
          uniqueItems: true,
          description: "object ids of the people whose comment on an incident approves a response",
        },
        approvalHours: {
          type: "integer",
          minimum: 1,
          maximum: 72,
          description: "how long a playbook waits for an approval; 8 when left out",
        },
        approvals: {
          type: "object",
          required: ["channel"],
          additionalProperties: false,
          description:
            "asks for approvals in Microsoft Teams too, in a channel or one person's chat; comments on the incident count as before",
          properties: {
            channel: { enum: vocabulary.approvalChannels },
            teamId: { ...guid, description: "id of the team that the channel is in" },
            channelId: {
              type: "string",
              pattern: "^19:[^\\s/]+@thread\\.(tacv2|skype)$",
              description: "id of the channel, as its link has it, decoded",
              "x-message": "write the channel's id such as 19:0123abcd@thread.tacv2",
            },
            person: {
              type: "string",
              pattern: "^[^@\\s]+@[^@\\s]+$",
              description: "user principal name of who is asked, instead of a channel",
              "x-message": "write a user principal name such as ana@contoso.com",
            },
          },
        },
        releaseWaivers: {
          type: "array",
          description:
            "approvers whose approval alone releases an agent that they own, sponsor or made; a second person has to approve when left out",
          items: {
            type: "object",
            required: ["approver", "reason", "expires"],
            additionalProperties: false,
            properties: {
              approver: { ...guid, description: "object id of one of the approvers" },
              reason: { type: "string", minLength: 10, "x-message": "say why nobody else can approve" },
              expires: {
                type: "string",
                pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
                description: "the last day it holds, in UTC",
                "x-message": "write a day such as 2026-12-31",
              },
            },
          },
        },
        workflowScopes: {
          type: "array",
          uniqueItems: true,
          items: {
            type: "string",
            pattern: "^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[-\\w._()]{1,90}$",
            "x-message": "write /subscriptions/<id>/resourceGroups/<name>",
          },
          description: "resource groups whose workloads playbooks may pause and resume; none when left out",
        },
        mailSender: {
          ...guid,
          description: "object id of the mailbox that notifications come from; no mail is sent when left out",
        },
      },
    },
    ...tuningProperties,
    waivers: waiversProperty,
    tags: { type: "object", additionalProperties: { type: "string", maxLength: 256 } },
    watchlists: {
      type: "object",
      description: "items by watchlist alias",
      additionalProperties: { type: "array", items: { type: "object", additionalProperties: { type: "string" } } },
    },
    backend: {
      type: "object",
      description: "Azure storage that holds the Terraform state; a local file when left out",
      required: ["resourceGroupName", "storageAccountName", "containerName"],
      additionalProperties: false,
      properties: {
        resourceGroupName: { type: "string" },
        storageAccountName: { type: "string" },
        containerName: { type: "string" },
      },
    },
  },
} as const;

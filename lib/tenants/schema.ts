import { externalPlatforms } from "@sentinel-agent-identities/collector/external-agents";
import { vocabulary } from "../content";
import { collectorProperty } from "./collector-schema";
import { contentPinProperty } from "./content-pin-schema";
import { delegationProperty } from "./delegation-schema";
import { governanceProperty } from "./governance-schema";
import { guid } from "./guid-schema";
import { responseProperty } from "./response-schema";
import { sendersProperty } from "./senders-schema";
import { tuningProperties } from "./tuning-schema";
import { waiversProperty } from "./waiver-schema";

const correlation = {
  enum: vocabulary.correlations,
  "x-message": "write excluded, or included, which may merge its incidents with others",
} as const;

const endpoint = {
  type: "string",
  maxLength: 500,
  pattern: "^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-~]*$",
  "x-message": "write an address such as https://agents.contoso.com/responses: https, a host and a path",
} as const;

const feature = (name: vocabulary.Feature) => ({ type: "boolean", description: vocabulary.features[name] }) as const;

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
    senders: sendersProperty,
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
    governance: governanceProperty,
    delegation: delegationProperty,
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
    collector: collectorProperty,
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
    response: responseProperty,
    ...tuningProperties,
    waivers: waiversProperty,
    content: contentPinProperty,
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

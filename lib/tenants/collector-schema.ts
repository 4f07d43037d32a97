import { guid } from "./guid-schema";

/** Settings of the collector in a tenant file. */
export const collectorProperty = {
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
          description: "public IPv4 addresses or ranges that reach the storage too, such as the deploying pipeline's",
          items: {
            type: "string",
            pattern: "^(\\d{1,3}\\.){3}\\d{1,3}(/([0-9]|[12][0-9]|30))?$",
            "x-message": "write an IPv4 address, or a range of at most /30",
          },
        },
      },
    },
  },
} as const;

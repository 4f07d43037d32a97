import type { ConnectorSpec } from "../content";
import { AzapiResource } from "./azapi";
import { Construct } from "./cdktf";
import { escapeData, escapeTemplate } from "./escape";
import type { SentinelWorkspace } from "./workspace";

/** A page in Sentinel's data connector gallery. */
export interface DataConnectorConfig {
  readonly workspace: SentinelWorkspace;
  readonly connector: ConnectorSpec;
}

/** The connector's page: what it brings, whether it is connected, and how to connect it. Telemetry does not pass through it. */
export class DataConnector extends Construct {
  readonly resource: AzapiResource;

  constructor(scope: Construct, id: string, config: DataConnectorConfig) {
    super(scope, id);
    const { connector, workspace } = config;
    this.resource = new AzapiResource(this, "definition", {
      type: "Microsoft.SecurityInsights/dataConnectorDefinitions@2025-09-01",
      name: connector.id,
      parentId: workspace.sentinelId,
      // The page shows sample queries; Azure's published types do not list them.
      schemaValidationEnabled: false,
      body: {
        kind: "Customizable",
        properties: {
          connectorUiConfig: {
            ...escapeData({
              id: connector.id,
              title: connector.title,
              publisher: connector.publisher,
              descriptionMarkdown: connector.description,
              graphQueries: connector.dataTypes.map((table) => ({
                metricName: "Total rows received",
                legend: table,
                baseQuery: table,
              })),
              dataTypes: connector.dataTypes.map((table) => ({
                name: table,
                lastDataReceivedQuery: `${table}\n| summarize Time = max(TimeGenerated)\n| where isnotempty(Time)`,
              })),
              sampleQueries: connector.sampleQueries.map(({ description, query }) => ({ description, query })),
              instructionSteps: connector.steps.map(({ title, description }) => ({ title, description })),
            }),
            connectivityCriteria: [{ type: "IsConnectedQuery", value: [escapeTemplate(connector.isConnected)] }],
            availability: { status: 1, isPreview: false },
            permissions: {
              resourceProvider: [
                {
                  provider: "Microsoft.OperationalInsights/workspaces",
                  providerDisplayName: "Workspace",
                  scope: "Workspace",
                  permissionsDisplayText: "read and write permissions.",
                  requiredPermissions: { read: true, write: true, delete: true, action: false },
                },
              ],
              customs: escapeData(connector.prerequisites.map(({ name, description }) => ({ name, description }))),
            },
          },
        },
      },
      // Azure wants the etag of what it replaces, which no plan knows; a page is small enough to be made anew.
      replaceTriggers: [connector.version],
    });
  }
}

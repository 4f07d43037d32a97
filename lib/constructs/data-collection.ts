import type { StreamSpec } from "../content";
import { Construct, MonitorDataCollectionEndpoint, MonitorDataCollectionRule, RoleAssignment } from "./cdktf";
import { streamColumnType } from "./column-type";
import type { CustomTable } from "./custom-table";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

/** Azure Monitor's limits on one data collection rule. */
const maximumFlows = 10;
const destination = "workspace";

/** One stream of the rule and the table its rows land in. */
export interface DataFlow {
  readonly stream: StreamSpec;
  readonly table: CustomTable;
}

/** Settings of a data collection endpoint with its rule. */
export interface DataCollectionConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  /** Name of the rule; the endpoint's is derived from it. */
  readonly name: string;
  readonly flows: readonly DataFlow[];
  /** Object ids of the service principals that may send. Each gets Monitoring Metrics Publisher on the rule alone. @default - nobody */
  readonly senderPrincipalIds?: readonly string[];
  readonly tags?: Record<string, string>;
}

/** The way in: an endpoint, and a rule that checks, transforms and stores what is sent to it. */
export class DataCollection extends Construct {
  readonly endpoint: MonitorDataCollectionEndpoint;
  readonly rule: MonitorDataCollectionRule;

  /** @throws Error when there are more flows than one rule can hold */
  constructor(scope: Construct, id: string, config: DataCollectionConfig) {
    super(scope, id);
    if (config.flows.length === 0 || config.flows.length > maximumFlows) {
      throw new Error(
        `data collection rule ${config.name} has ${config.flows.length} streams; Azure Monitor takes 1 to ${maximumFlows}`,
      );
    }
    const { location, resourceGroupName, tags } = config;
    this.endpoint = new MonitorDataCollectionEndpoint(this, "endpoint", {
      name: `${config.name}-dce`,
      location,
      resourceGroupName,
      tags,
    });
    this.rule = new MonitorDataCollectionRule(this, "rule", {
      name: config.name,
      location,
      resourceGroupName,
      tags,
      dataCollectionEndpointId: this.endpoint.id,
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: config.workspace.id }] },
      streamDeclaration: config.flows.map(({ stream }) => ({
        streamName: stream.name,
        column: stream.columns.map((column) => ({
          name: column.name,
          type: streamColumnType(column.type, `column ${column.name} of ${stream.name}`),
        })),
      })),
      dataFlow: config.flows.map(({ stream, table }) => ({
        streams: [stream.name],
        destinations: [destination],
        transformKql: escapeTemplate(stream.transformKql),
        outputStream: `Custom-${table.resource.nameInput}`,
      })),
      // Azure checks at creation that the tables exist; the rule names them as text only.
      dependsOn: config.flows.map(({ table }) => table.resource),
    });
    for (const principalId of config.senderPrincipalIds ?? []) {
      new RoleAssignment(this, `sender-${principalId}`, {
        name: stableId("sender", config.name, principalId),
        scope: this.rule.id,
        roleDefinitionName: "Monitoring Metrics Publisher",
        principalId,
        principalType: "ServicePrincipal",
      });
    }
  }
}

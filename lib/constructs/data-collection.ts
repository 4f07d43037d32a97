import type { StreamSpec } from "../content";
import {
  Construct,
  type ITerraformDependable,
  MonitorDataCollectionEndpoint,
  MonitorDataCollectionRule,
  RoleAssignment,
} from "./cdktf";
import { streamColumnType } from "./column-type";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

/** Azure Monitor's limits on one data collection rule. */
const maximumFlows = 10;
const maximumStreams = 10;
const destination = "workspace";

/** Rows of a stream on their way to a table. */
export interface DataFlow {
  /** Name of a declared stream. */
  readonly stream: string;
  /** Ingest-time transform over `source`. */
  readonly transformKql: string;
  /** `Custom-<table>_CL`, or `Microsoft-<table>` for a built-in table. */
  readonly outputStream: string;
}

/** Settings of a data collection endpoint with its rule. */
export interface DataCollectionConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  /** What tells this deployment from others of the subscription, in plain text: ids of grants follow from it. @default - nothing */
  readonly key?: string;
  /** Name of the rule; the endpoint's is derived from it. */
  readonly name: string;
  /** What clients may send. */
  readonly streams: readonly Pick<StreamSpec, "name" | "columns">[];
  readonly flows: readonly DataFlow[];
  /** The tables that rows land in: Azure checks at creation that they exist. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
  /** Object ids of the service principals that may send. Each gets Monitoring Metrics Publisher on the rule alone. @default - nobody */
  readonly senderPrincipalIds?: readonly string[];
  readonly tags?: Record<string, string>;
}

/** The way in: an endpoint, and a rule that checks, transforms and stores what is sent to it. */
export class DataCollection extends Construct {
  readonly endpoint: MonitorDataCollectionEndpoint;
  readonly rule: MonitorDataCollectionRule;

  /** @throws Error when there are more streams or flows than one rule can hold */
  constructor(scope: Construct, id: string, config: DataCollectionConfig) {
    super(scope, id);
    const { location, resourceGroupName, tags, streams, flows } = config;
    limit(config.name, "streams", streams.length, maximumStreams);
    limit(config.name, "flows", flows.length, maximumFlows);
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
      streamDeclaration: streams.map((stream) => ({
        streamName: stream.name,
        column: stream.columns.map((column) => ({
          name: column.name,
          type: streamColumnType(column.type, `column ${column.name} of ${stream.name}`),
        })),
      })),
      dataFlow: flows.map(({ stream, transformKql, outputStream }) => ({
        streams: [stream],
        destinations: [destination],
        transformKql: escapeTemplate(transformKql),
        outputStream,
      })),
      dependsOn: config.dependsOn,
    });
    for (const principalId of config.senderPrincipalIds ?? []) {
      new RoleAssignment(this, `sender-${principalId}`, {
        name: stableId("sender", ...(config.key === undefined ? [] : [config.key]), config.name, principalId),
        scope: this.rule.id,
        roleDefinitionName: "Monitoring Metrics Publisher",
        principalId,
        principalType: "ServicePrincipal",
      });
    }
  }
}

function limit(rule: string, what: string, count: number, maximum: number): void {
  if (count >= 1 && count <= maximum) return;
  throw new Error(`data collection rule ${rule} has ${count} ${what}; Azure Monitor takes 1 to ${maximum}`);
}

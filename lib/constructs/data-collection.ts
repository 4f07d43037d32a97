import type { StreamSpec } from "../content";
import { dataCollectionRuleBreaches, limits } from "../limits";
import {
  Construct,
  type ITerraformDependable,
  MonitorDataCollectionEndpoint,
  MonitorDataCollectionRule,
  RoleAssignment,
} from "./cdktf";
import { streamColumnType } from "./column-type";
import { Diagnostics } from "./diagnostics";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

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

/** Settings of a data collection rule, and its endpoint. */
export interface DataCollectionConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  /** What tells this deployment from others of the subscription, in plain text: ids of grants follow from it. @default - nothing */
  readonly key?: string;
  /** Name of the rule; that of an endpoint of its own is derived from it. */
  readonly name: string;
  /** Another rule's endpoint. @default - one of its own */
  readonly endpoint?: MonitorDataCollectionEndpoint;
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

  /** @throws Error for a rule without streams or flows; ContentError for more than Azure Monitor takes */
  constructor(scope: Construct, id: string, config: DataCollectionConfig) {
    super(scope, id);
    const { location, resourceGroupName, tags, streams, flows } = config;
    assertUseful(config);
    assertFits(config);
    this.endpoint =
      config.endpoint ??
      new MonitorDataCollectionEndpoint(this, "endpoint", {
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
    // Rows that a transform fails on are gone; that it failed is in DCRLogErrors.
    new Diagnostics(this, "diagnostics", {
      workspace: config.workspace,
      targetResourceId: this.rule.id,
      categories: ["LogErrors"],
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

/** Azure Monitor refuses a rule that takes or moves nothing. */
function assertUseful({ name, streams, flows }: DataCollectionConfig): void {
  const empty = streams.length === 0 ? "streams" : flows.length === 0 ? "flows" : undefined;
  if (empty) throw new Error(`data collection rule ${name} has 0 ${empty}; Azure Monitor takes 1 to 10`);
}

/** @throws ContentError for more than Azure Monitor takes */
function assertFits({ name, streams, flows }: DataCollectionConfig): void {
  const breaches = dataCollectionRuleBreaches({
    streamDeclarations: Object.fromEntries(streams.map((stream) => [stream.name, stream])),
    dataFlows: flows.map((flow) => ({ ...flow, streams: [flow.stream] })),
  });
  const long = breaches.filter(({ limit }) => limit === "transform/length");
  assertWithinLimits(
    `data collection rule ${name}`,
    breaches.filter((breach) => !long.includes(breach)),
  );
  // What a content check refuses in a file can still grow by the agents of a sender.
  assertWithinLimits(`data collection rule ${name}`, long, (what, { path }) => {
    const { stream, transformKql } = flows[Number(path[1])]!;
    const most = limits["transform/length"].value;
    return `${what} transforms ${stream} with ${transformKql.length} characters; Azure Monitor takes ${most}. Name blueprints rather than single agents, or split the sender`;
  });
}

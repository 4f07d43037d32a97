import { createHash } from "node:crypto";
import { dataCollectionRuleBreaches } from "../../../../limits";
import { builtinTables } from "../../../../log-analytics";
import { streamColumns } from "../../../workspace/column-types";
import type { KindContext, ResourceKind } from "../kind";
import { refusals } from "../refusals";
import { type Body, part, parts, type Resource } from "../resource";
import { isOnboarded } from "./sentinel/onboarding";

/** https://learn.microsoft.com/rest/api/monitor/data-collection-endpoints: rows are taken by this server */
export const dataCollectionEndpoints: ResourceKind = {
  type: "Microsoft.Insights/dataCollectionEndpoints",
  since: "2021-04-01",
  scopes: ["group"],
  located: true,
  etag: true,
  fill: ({ id }, { endpoint }) => ({
    immutableId: `dce-${digest(id)}`,
    provisioningState: "Succeeded",
    logsIngestion: { endpoint },
    configurationAccess: { endpoint },
    metricsIngestion: { endpoint },
  }),
};

/** https://learn.microsoft.com/rest/api/monitor/data-collection-rules */
export const dataCollectionRules: ResourceKind = {
  type: "Microsoft.Insights/dataCollectionRules",
  since: "2019-11-01-preview",
  scopes: ["group"],
  located: true,
  etag: true,
  check: (rule, context) => {
    const { kind, properties } = rule;
    const [breach] = dataCollectionRuleBreaches({ ...(kind === undefined ? {} : { kind }), ...properties });
    if (breach) throw refusals.beyondLimit(breach);
    const streams = part(properties, "streamDeclarations");
    for (const [name, stream] of Object.entries(streams))
      streamColumns(parts(stream, "columns"), `${rule.name} stream ${name}`);
    for (const flow of parts(properties, "dataFlows")) checkFlow(rule, flow, context);
    const endpoint = properties.dataCollectionEndpointId;
    if (typeof endpoint === "string" && !context.store.get(endpoint))
      throw refusals.invalid(`The data collection endpoint '${endpoint}' was not found.`);
  },
  fill: ({ id }, { endpoint }) => ({
    immutableId: `dcr-${digest(id)}`,
    provisioningState: "Succeeded",
    endpoints: { logsIngestion: endpoint, metricsIngestion: endpoint },
  }),
};

/** Rows go to tables that are there, and that queries and rules know already. */
function checkFlow({ properties, kind }: Resource, flow: Body, context: KindContext): void {
  const declared = part(properties, "streamDeclarations");
  const targets = parts(part(properties, "destinations"), "logAnalytics");
  for (const stream of (flow.streams ?? []) as readonly string[])
    if (stream.startsWith("Custom-") && !(stream in declared))
      throw refusals.invalid(
        `The stream '${stream}' of a data flow is not declared in 'properties.streamDeclarations'.`,
      );
  for (const destination of (flow.destinations ?? []) as readonly string[]) {
    const target = targets.find(({ name }) => name === destination);
    if (!target) throw refusals.invalid(`The destination '${destination}' of a data flow is not defined.`);
    const workspaceId = String(target.workspaceResourceId);
    if (!context.store.get(workspaceId)) throw refusals.invalid(`The workspace '${workspaceId}' was not found.`);
    if (kind === "WorkspaceTransforms") continue;
    for (const output of outputsOf(flow))
      if (!takes(output, workspaceId, context)) throw refusals.unknownOutput(output, destination);
  }
}

function takes(output: string, workspaceId: string, context: KindContext): boolean {
  const { model, unknown } = context.workspace(workspaceId, true);
  const [, origin, name] = /^(Custom|Microsoft)-(.+)$/.exec(output) ?? [];
  if (origin === "Custom") return model.tables.some((table) => table.name === name) && !unknown.has(name!);
  if (origin !== "Microsoft" || !builtinTables().some((table) => table.name === name)) return false;
  return !ofSentinel.test(name!) || isOnboarded(workspaceId, context);
}

/** Tables that are there once Sentinel is. */
const ofSentinel = /^(ASim|Security|Threat|Sentinel|Anomalies|BehaviorAnalytics|CommonSecurityLog|Watchlist)/;

const outputsOf = (flow: Body): string[] =>
  flow.outputStream === undefined ? ((flow.streams ?? []) as string[]) : [String(flow.outputStream)];

const digest = (id: string): string => createHash("sha256").update(id.toLowerCase()).digest("hex").slice(0, 32);

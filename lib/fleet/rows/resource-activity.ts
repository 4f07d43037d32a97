import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of the Azure activity log. */
export const resourceTable = "AzureActivity";

/** An operation on an Azure resource. */
export interface ResourceOperation {
  /** such as `Microsoft.App/containerApps/write` */
  readonly operation: string;
  readonly resourceId: string;
  /** object id and application id of the caller */
  readonly caller: { readonly id: string; readonly appId: string; readonly ip: string };
  readonly correlationId: string;
  readonly properties?: Row;
}

/** A successful operation on a resource, at `time`. */
export function resourceRow(company: Company, time: number, event: ResourceOperation): Row {
  const [provider] = event.operation.split("/");
  const claims = { appid: event.caller.appId, oid: event.caller.id, idtyp: "app" };
  const properties = { eventCategory: "Administrative", entity: event.resourceId, ...event.properties };
  return {
    TimeGenerated: iso(time),
    EventSubmissionTimestamp: iso(time + 60_000),
    ActivityStatusValue: "Success",
    ActivitySubstatusValue: "OK",
    Authorization: JSON.stringify({ action: event.operation, scope: event.resourceId }),
    Authorization_d: { action: event.operation, scope: event.resourceId },
    Caller: event.caller.id,
    CallerIpAddress: event.caller.ip,
    CategoryValue: "Administrative",
    Claims: JSON.stringify(claims),
    Claims_d: claims,
    CorrelationId: event.correlationId,
    EventDataId: event.correlationId,
    Level: "Information",
    OperationNameValue: event.operation.toUpperCase(),
    Properties: JSON.stringify(properties),
    Properties_d: properties,
    ResourceGroup: "RG-AGENTS",
    ResourceProviderValue: provider!.toUpperCase(),
    SubscriptionId: company.subscriptionId,
    _ResourceId: event.resourceId.toLowerCase(),
  };
}

/** The release pipeline puts a build to work. */
export function deploymentRow(company: Company, agent: FleetAgent, build: Build, time: number): Row {
  return resourceRow(company, time, {
    operation: "Microsoft.App/containerApps/write",
    resourceId: agent.workflowResourceId,
    caller: { id: company.pipeline.principalId, appId: company.pipeline.appId, ip: "20.102.33.7" },
    correlationId: `${build.runId}-${agent.index}`,
    properties: { image: `${company.registry}/${agent.blueprint.imageRepository}@${build.digest}` },
  });
}

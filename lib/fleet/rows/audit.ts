import type { FleetAgent } from "../plan/agent";
import type { Blueprint } from "../plan/blueprint";
import type { Application, Company, Person } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of Entra's audit log. */
export const auditTable = "AuditLogs";
/** Table of changes to custom security attributes. */
export const attributeTable = "AADCustomSecurityAttributeAuditLogs";

/** Who did it: a person, an application, or an agent. */
export type Initiator = { readonly user: Person } | { readonly app: Application } | { readonly agent: FleetAgent };

/** A property that was changed; values as Entra writes them, JSON text. */
export interface Modified {
  readonly name: string;
  readonly old?: unknown;
  readonly new?: unknown;
}

/** What was changed. */
export interface Target {
  readonly id: string;
  readonly name: string;
  readonly type: "Application" | "ServicePrincipal" | "User" | "Role" | "Policy" | "Other";
  readonly agentType?: "agenticApp" | "agenticAppInstance" | "agentIdentityBlueprintPrincipal" | "agentIDuser";
  /** the blueprint's object id */
  readonly blueprintId?: string;
  readonly modified?: readonly Modified[];
}

/** An operation in the audit log. */
export interface AuditEvent {
  /** a GUID; correlation id too */
  readonly id: string;
  readonly operation: string;
  readonly category: "ApplicationManagement" | "RoleManagement" | "Policy" | "AttributeManagement" | "UserManagement";
  readonly by: Initiator;
  readonly targets: readonly Target[];
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * A successful operation as a row of AuditLogs, or of the attribute log, which has the same columns that we fill. Entra
 * writes targets in two forms, and so does this, by the event's id: with the agent's type and its blueprint's object id, or
 * without both, a grant then with its resource as the only target.
 */
export function auditRow(company: Company, time: number, event: AuditEvent): Row {
  const isPlain = Number.parseInt(event.id.at(-1)!, 16) % 2 === 1;
  const targets = isPlain && namesGrantee(event.targets[0]) ? event.targets.slice(0, 1) : event.targets;
  return {
    TimeGenerated: iso(time),
    ActivityDateTime: iso(time),
    AADTenantId: company.tenantId,
    ActivityDisplayName: event.operation,
    OperationName: event.operation,
    AADOperationType: event.operation.split(" ")[0],
    CorrelationId: event.id,
    Id: `Directory_${event.id}`,
    LoggedByService: "Core Directory",
    Identity: nameOf(event.by),
    InitiatedBy: initiatedBy(event.by),
    Result: "success",
    ResultReason: "",
    AdditionalDetails: Object.entries(event.details ?? {}).map(([key, value]) => ({ key, value })),
    TargetResources: targets.map((target) => targetResource(target, isPlain)),
  };
}

const namesGrantee = (target: Target | undefined): boolean =>
  target?.modified?.some(({ name }) => name === "ServicePrincipal.ObjectID") ?? false;

/** The target that stands for an agent. */
export function agentTarget(agent: FleetAgent, modified?: readonly Modified[]): Target {
  return {
    id: agent.id,
    name: agent.name,
    type: "ServicePrincipal",
    ...(!agent.blueprint.classic && {
      agentType: "agenticAppInstance" as const,
      blueprintId: agent.blueprint.objectId,
    }),
    modified,
  };
}

/** The target that stands for a blueprint: its application. */
export function blueprintTarget(blueprint: Blueprint, modified?: readonly Modified[]): Target {
  return {
    id: blueprint.objectId,
    name: blueprint.name,
    type: "Application",
    agentType: "agenticApp",
    blueprintId: blueprint.objectId,
    modified,
  };
}

/** The target that stands for the principal that a blueprint's grants hang on. */
export function principalTarget(blueprint: Blueprint, modified?: readonly Modified[]): Target {
  return {
    id: blueprint.principalId,
    name: blueprint.name,
    type: "ServicePrincipal",
    agentType: "agentIdentityBlueprintPrincipal",
    blueprintId: blueprint.objectId,
    modified,
  };
}

function targetResource({ id, name, type, agentType, blueprintId, modified }: Target, isPlain: boolean): Row {
  return {
    id,
    displayName: name,
    type,
    ...(!isPlain && agentType && { agentType }),
    ...(!isPlain && blueprintId && { blueprintId }),
    modifiedProperties: (modified ?? []).map((property) => ({
      displayName: property.name,
      oldValue: JSON.stringify(property.old ?? []),
      newValue: JSON.stringify(property.new ?? []),
    })),
  };
}

function initiatedBy(by: Initiator): Row {
  if ("user" in by)
    return { user: { id: by.user.id, userPrincipalName: by.user.upn, ipAddress: by.user.ip, roles: [] } };
  if ("app" in by)
    return { app: { appId: by.app.appId, servicePrincipalId: by.app.principalId, displayName: by.app.name } };
  const { agent } = by;
  return {
    app: {
      appId: agent.appId,
      servicePrincipalId: agent.id,
      displayName: agent.name,
      ...(!agent.blueprint.classic && { agentType: "agenticAppInstance", blueprintId: agent.blueprint.objectId }),
    },
  };
}

function nameOf(by: Initiator): string {
  if ("user" in by) return by.user.name;
  return "app" in by ? by.app.name : by.agent.name;
}

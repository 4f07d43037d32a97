import type { AttributeSets } from "./attribute-sets";

/** An object of the directory, as Microsoft Graph shows it. */
export interface GraphObject {
  readonly id: string;
  /** such as `#microsoft.graph.agentIdentity` */
  readonly "@odata.type": string;
  readonly [property: string]: unknown;
}

/** Relations of an object whose members are objects of their own. */
export type Relation =
  | "owners"
  | "sponsors"
  | "appRoleAssignments"
  | "oauth2PermissionGrants"
  | "inheritedAppRoleAssignments"
  | "inheritedOauth2PermissionGrants"
  | "members";

/** A tenant's directory: what a fake Graph begins with. */
export interface DirectoryData {
  readonly tenantId: string;
  readonly applications: readonly GraphObject[];
  readonly servicePrincipals: readonly GraphObject[];
  readonly users: readonly GraphObject[];
  /** by application id */
  readonly federatedIdentityCredentials: Readonly<Record<string, readonly GraphObject[]>>;
  /** by object id */
  readonly relations: Readonly<Record<string, Partial<Record<Relation, readonly GraphObject[]>>>>;
  readonly riskyAgents: readonly GraphObject[];
  /** Entra roles and who holds them; none when left out */
  readonly roleAssignments?: readonly GraphObject[];
  readonly roleDefinitions?: readonly GraphObject[];
  /** custom security attributes. @default - those of `governance/attribute-set.yaml` */
  readonly attributeSets?: AttributeSets;
}

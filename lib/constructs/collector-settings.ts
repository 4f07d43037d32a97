/** What a tenant says about its collector. */
export interface CollectorSettings {
  /** The GUID of a workspace that is managed elsewhere. @default - of the workspace that is created */
  readonly workspaceId?: string;
  /** appId of the application that agents get tokens for. @default - no OTLP intake */
  readonly intakeClientId?: string;
  /** A subnet of the app's own; its storage then answers nobody else. @default - storage is reached by identity alone, from anywhere */
  readonly network?: CollectorNetwork;
}

/** Where the app stands, and who else reaches its storage. */
export interface CollectorNetwork {
  /** ARM id of a subnet that is delegated to Microsoft.Web/serverFarms and has the service endpoint Microsoft.Storage. */
  readonly subnetId: string;
  /** Public addresses or ranges that reach the storage too: of the pipeline that deploys, and of who changes what the app trusts. */
  readonly allowedIps?: readonly string[];
}

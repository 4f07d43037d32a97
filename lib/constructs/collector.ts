import { basename } from "node:path";
import type { BuiltCollector } from "@sentinel-agent-identities/collector/built";
import { type ExternalAgent, externalAgentsBlob } from "@sentinel-agent-identities/collector/external-agents";
import { BlockBlob } from "./block-blob";
import {
  AssetType,
  Construct,
  DataAzurermClientConfig,
  LinuxFunctionApp,
  type MonitorDataCollectionRule,
  RoleAssignment,
  ServicePlan,
  StorageAccount,
  StorageContainer,
  TerraformAsset,
  UserAssignedIdentity,
} from "./cdktf";
import { intakeSignIn, storageNetwork } from "./collector-access";
import type { CollectorConfig } from "./collector-config";
import { Diagnostics } from "./diagnostics";
import { escapeData } from "./escape";
import { identityNames } from "./identity-names";
import { stableId } from "./stable-id";
import { Wait } from "./time";
import type { WaysIn } from "./ways-in";

/**
 * The plan on which Azure documents that an app runs a package from a URL as one of its identities. On dedicated Linux plans
 * that is reported to fail, without an error that Terraform would see.
 * @see https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package
 */
const consumption = "Y1";
/** appId of the Azure CLI, in every tenant. */
const azureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/** Jobs that sign in, each as somebody else. */
const roles = ["assets", "verifier", "intake"] as const;
type Role = (typeof roles)[number];

/**
 * The collector in a function app: it runs the package from its own storage, as identities that hold what their job needs
 * and nothing else. Storage has no keys. What the asset sync reads in Microsoft Graph must be granted by someone who may:
 * `graphPermissions` to `identities.assets`.
 */
export class Collector extends Construct {
  /** One for each job, and the host's own, which reaches the app's storage. */
  readonly identities: Readonly<Record<Role | "host", UserAssignedIdentity>>;
  /** Application permissions of Microsoft Graph for the asset sync. */
  readonly graphPermissions: BuiltCollector["graphPermissions"];
  readonly app: LinuxFunctionApp;

  private readonly storage: StorageAccount;
  private readonly containers: Readonly<
    Record<"packages" | "config" | "state-assets" | "state-verifier", StorageContainer>
  >;
  private readonly suffix: string;
  private deployer?: DataAzurermClientConfig;

  /** @throws Error for a workspace managed elsewhere whose GUID is not given */
  constructor(
    scope: Construct,
    id: string,
    private readonly config: CollectorConfig,
  ) {
    super(scope, id);
    const { location, resourceGroupName, tags, subscriptionId, key, waysIn, workspace } = config;
    this.graphPermissions = config.built.graphPermissions;
    const place = { location, resourceGroupName, tags };
    // Names that must be unique in all of Azure.
    this.suffix = stableId("collector", subscriptionId, key).replaceAll("-", "").slice(0, 12);
    const identity = (name: string) =>
      new UserAssignedIdentity(this, `identity-${name}`, { ...place, name: identityNames.collector(name) });
    this.identities = {
      host: identity("host"),
      assets: identity("assets"),
      verifier: identity("verifier"),
      intake: identity("intake"),
    };
    this.storage = new StorageAccount(this, "storage", {
      ...place,
      name: `stagents${this.suffix}`,
      accountTier: "Standard",
      accountReplicationType: "ZRS",
      minTlsVersion: "TLS1_2",
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      allowNestedItemsToBePublic: false,
      // A state or package that somebody removed comes back.
      blobProperties: { versioningEnabled: true, deleteRetentionPolicy: { days: 30 } },
      ...storageNetwork(config.settings ?? {}),
    });
    // Who replaced a trust anchor: AIC-074 reads it.
    new Diagnostics(this, "storage-diagnostics", {
      workspace,
      targetResourceId: `${this.storage.id}/blobServices/default`,
      categories: ["StorageRead", "StorageWrite", "StorageDelete"],
    });
    const container = (name: string) =>
      new StorageContainer(this, `container-${name}`, {
        name,
        storageAccountId: this.storage.id,
        containerAccessType: "private",
      });
    this.containers = {
      packages: container("packages"),
      config: container("config"),
      "state-assets": container("state-assets"),
      "state-verifier": container("state-verifier"),
    };
    const grants = [
      this.grant("host", "Storage Blob Data Owner", this.storage.id, "storage"),
      this.grant("assets", "Storage Blob Data Contributor", this.containers["state-assets"].id, "state"),
      this.grant("verifier", "Storage Blob Data Contributor", this.containers["state-verifier"].id, "state"),
      this.grant("assets", "Storage Blob Data Reader", this.containers.config.id, "config"),
      this.grant("verifier", "Storage Blob Data Reader", this.containers.config.id, "config"),
      ...roles.map((role) => this.grant(role, "Monitoring Metrics Publisher", ruleOf(waysIn, role).id, "rule")),
      this.grant("verifier", "Log Analytics Reader", workspace.id, "workspace"),
    ];
    const inventory = config.externalAgents && container("inventory");
    const inForce = new Wait(this, "roles-in-force", {
      dependsOn: [
        ...grants,
        this.letDeployerUpload("packages", this.containers.packages),
        ...(inventory
          ? [
              this.letDeployerUpload("inventory", inventory),
              this.grant("assets", "Storage Blob Data Reader", inventory.id, "inventory"),
            ]
          : []),
      ],
      // A grant takes minutes to be in force. The blob is written as the deploying identity, and the app keeps its
      // identities' tokens, with what they may do, for a day.
      duration: "5m",
    });
    if (inventory) this.writeInventory(inventory, config.externalAgents!, inForce);
    const plan = new ServicePlan(this, "plan", { ...place, name: "asp-collector", osType: "Linux", skuName: this.sku });
    this.app = new LinuxFunctionApp(this, "app", {
      ...place,
      name: `func-agents-${this.suffix}`,
      servicePlanId: plan.id,
      storageAccountName: this.storage.name,
      // So there is no content share, which would need the storage's keys. Forbidding it (`content_share_force_disabled`) is
      // forgotten by azurerm when it reads the app, and would be a change in every plan.
      storageUsesManagedIdentity: true,
      functionsExtensionVersion: "~4",
      httpsOnly: true,
      // Without an intake nobody has anything to ask of it.
      publicNetworkAccessEnabled: config.settings?.intakeClientId !== undefined,
      virtualNetworkSubnetId: config.settings?.network?.subnetId,
      builtinLoggingEnabled: false,
      ftpPublishBasicAuthenticationEnabled: false,
      webdeployPublishBasicAuthenticationEnabled: false,
      identity: { type: "UserAssigned", identityIds: Object.values(this.identities).map((one) => one.id) },
      siteConfig: {
        // The Consumption plan wakes the app for its timers.
        alwaysOn: this.sku !== consumption,
        ftpsState: "Disabled",
        minimumTlsVersion: "1.2",
        http2Enabled: true,
        vnetRouteAllEnabled: config.settings?.network && true,
        applicationStack: { nodeVersion: "22" },
      },
      appSettings: this.appSettings(inForce),
      ...intakeSignIn(config.tenantId, config.settings ?? {}),
      dependsOn: [...grants, inForce],
    });
    new Diagnostics(this, "diagnostics", {
      workspace,
      targetResourceId: this.app.id,
      // A web site has categories that the plan decides about: all of them together are refused on some.
      categories: ["FunctionAppLogs"],
    });
  }

  /** Only dedicated plans join a subnet by what azurerm offers. */
  private get sku(): string {
    return this.config.settings?.network ? "B1" : consumption;
  }

  /**
   * The storage has no keys, and whoever may create it may not write into it: the identity that deploys gets a role for
   * the container, in the same apply.
   */
  private letDeployerUpload(name: string, container: StorageContainer): RoleAssignment {
    const { subscriptionId, key } = this.config;
    this.deployer ??= new DataAzurermClientConfig(this, "deployer");
    const { deployer } = this;
    return new RoleAssignment(this, `role-deployer-${name}`, {
      name: stableId("collector-role", subscriptionId, key, "deployer", name),
      scope: container.id,
      roleDefinitionName: "Storage Blob Data Contributor",
      principalId: deployer.objectId,
      // People sign in to azurerm through the Azure CLI only; everybody else is a service principal.
      principalType: `\${${deployer.fqn}.client_id == "${azureCli}" ? "User" : "ServicePrincipal"}`,
    });
  }

  /** Agents outside Entra, where the asset sync reads them. */
  private writeInventory(container: StorageContainer, agents: readonly ExternalAgent[], rolesInForce: Wait): void {
    new BlockBlob(this, "external-agents", {
      name: externalAgentsBlob,
      containerId: container.id,
      contentType: "application/json",
      // Texts of a file are data: what looks like a reference is none.
      sourceContent: escapeData(JSON.stringify(agents)),
      dependsOn: [rolesInForce],
    });
  }

  private grant(who: Role | "host", role: string, scope: string, on: string): RoleAssignment {
    const { subscriptionId, key } = this.config;
    return new RoleAssignment(this, `role-${who}-${on}`, {
      name: stableId("collector-role", subscriptionId, key, who, role, on),
      scope,
      roleDefinitionName: role,
      principalId: this.identities[who].principalId,
      principalType: "ServicePrincipal",
      // The identity is new: Entra may not know it yet when the role is assigned.
      skipServicePrincipalAadCheck: true,
    });
  }

  private appSettings(rolesInForce: Wait): Record<string, string> {
    const { waysIn, senders } = this.config;
    const { host, assets, verifier, intake } = this.identities;
    return {
      // azurerm sets the account's name and the runtime itself; written here too, they would be a change in every plan.
      // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
      AzureWebJobsStorage__credential: "managedidentity",
      AzureWebJobsStorage__clientId: host.clientId,
      // https://learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package
      // The Consumption plan starts no host that gives its functions longer.
      ...(this.sku === consumption ? { AzureFunctionsJobHost__functionTimeout: "00:10:00" } : {}),
      WEBSITE_RUN_FROM_PACKAGE: this.packageBlob(rolesInForce).url,
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: host.id,
      COLLECTOR_INGESTION_ENDPOINT: waysIn.collector.endpoint.logsIngestionEndpoint,
      COLLECTOR_RULE_ID: ruleOf(waysIn, "assets").immutableId,
      COLLECTOR_INTAKE_RULE_ID: ruleOf(waysIn, "intake").immutableId,
      COLLECTOR_WORKSPACE_ID: this.workspaceId(),
      COLLECTOR_STORAGE_ENDPOINT: this.storage.primaryBlobEndpoint,
      COLLECTOR_ASSETS_CLIENT_ID: assets.clientId,
      COLLECTOR_VERIFIER_CLIENT_ID: verifier.clientId,
      COLLECTOR_INTAKE_CLIENT_ID: intake.clientId,
      COLLECTOR_SENDERS: JSON.stringify(senders ?? []),
      // Without it the identity may not even ask whether there is such a container.
      ...(this.config.externalAgents ? { COLLECTOR_INVENTORY: "true" } : {}),
    };
  }

  /** Its name says what is in it: another package is another blob, and the app restarts with it. */
  private packageBlob(rolesInForce: Wait): BlockBlob {
    const { file } = this.config.built;
    const asset = new TerraformAsset(this, "package", { path: file, type: AssetType.FILE });
    return new BlockBlob(this, "package-blob", {
      name: basename(file),
      containerId: this.containers.packages.id,
      source: asset.path,
      dependsOn: [rolesInForce],
    });
  }

  private workspaceId(): string {
    const { workspace, settings = {} } = this.config;
    const id = settings.workspaceId ?? workspace.queryId;
    if (id !== undefined) return id;
    throw new Error(
      "the collector asks the workspace by its GUID, which is not known of a workspace managed elsewhere; set collector.workspaceId",
    );
  }
}

/** What the intake passes on is the word of others: it goes where the collector's own findings cannot. */
function ruleOf({ collector, intake }: WaysIn, role: Role): MonitorDataCollectionRule {
  if (role !== "intake") return collector.rule;
  if (intake) return intake.rule;
  throw new Error("a collector needs the intake's data collection rule");
}

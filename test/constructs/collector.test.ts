import { basename, join } from "node:path";
import { readWorkspace } from "../../lib/emulator";
import { outputOf } from "../shared/stacks";
import { tenant } from "./support/fixtures";
import { synthesized, synthesizedAfresh } from "./support/synth";
import type { Resource, Template } from "./support/template";

type Settings = NonNullable<(typeof tenant)["collector"]>;
const collecting = (collector?: Settings, more: object = {}) => ({
  ...tenant,
  features: { collector: true },
  collector,
  ...more,
});
const withCollector = (...settings: Parameters<typeof collecting>) => synthesized(collecting(...settings));
const plain = synthesized(tenant);
const template = withCollector();

const app = (of: Template = template) => of.resource("azurerm_linux_function_app");
const settings = (of: Template = template) => app(of).app_settings as Record<string, string>;

test("names blobs as azurerm 4.77 and 5 do: by their container's id", () => {
  expect(template.settings.terraform).toMatchObject({
    required_providers: { azurerm: { version: ">= 4.77.0, < 6.0.0" } },
  });
  const packages = template.address("azurerm_storage_container", { name: "packages" });
  const blob = template.resource("azurerm_storage_blob");
  expect(blob.storage_container_id).toBe(`\${${packages}.id}`);
  for (const removed of ["storage_account_name", "storage_container_name"]) expect(blob).not.toHaveProperty(removed);
});

/** What each identity of the collector may do: role and scope, by the identity's name. */
function grants(of: Template): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const [address, identity] of of.find("azurerm_user_assigned_identity", { name: /^id-collector-/ })) {
    const assignments = of.find("azurerm_role_assignment", { principal_id: `\${${address}.principal_id}` });
    found[String(identity.name)] = [...assignments.values()]
      .map((one) => `${one.role_definition_name} on ${scopeOf(of, one)}`)
      .sort();
  }
  return found;
}

/** The type of a scope, and its name where several have the type. */
function scopeOf(of: Template, { scope }: Resource): string {
  const [, type = "", name = ""] = /^\$\{(\w+)\.([\w-]+)\.id\}$/.exec(String(scope)) ?? [];
  const container = of.find(type).get(`${type}.${name}`);
  return type === "azurerm_storage_container" ? String(container?.name) : type.replace("azurerm_", "");
}

test("there is none unless the tenant asks for one", () => {
  expect(plain.find("azurerm_linux_function_app").size).toBe(0);
  expect(plain.text).not.toContain("id-collector");
  expect(synthesized({ ...tenant, collector: { intakeClientId: "33333333-3333-4333-8333-333333333333" } }).text).toBe(
    plain.text,
  );
});

test("agents outside Entra are a blob of their own, which the asset sync may read", () => {
  const agents = [{ id: "a0e1c2d3-0000-4000-8000-000000000001", name: "${x}", platform: "AWS", owner: "a@b.c" }];
  const listed = withCollector(undefined, { externalAgents: agents });
  const [[, blob] = []] = listed.find("azurerm_storage_blob", { name: /^external-agents/ });
  expect(String(blob?.source_content).replace("$${", "${")).toBe(JSON.stringify(agents));
  expect(settings(listed).COLLECTOR_INVENTORY).toBe("true");
  expect(grants(listed)["id-collector-assets"]).toContain("Storage Blob Data Reader on inventory");
  expect(grants(listed)["id-collector-verifier"]?.join()).not.toContain("inventory");
  expect(template.find("azurerm_storage_container", { name: /^inventory/ }).size).toBe(0);
  expect(settings()).not.toHaveProperty("COLLECTOR_INVENTORY");
});

test("each identity may do what its job needs, and nothing else", () => {
  expect(grants(template)).toEqual({
    "id-collector-host": ["Storage Blob Data Owner on storage_account"],
    "id-collector-assets": [
      "Monitoring Metrics Publisher on monitor_data_collection_rule",
      "Storage Blob Data Contributor on state-assets",
      "Storage Blob Data Reader on config",
    ],
    "id-collector-verifier": [
      "Log Analytics Reader on log_analytics_workspace",
      "Monitoring Metrics Publisher on monitor_data_collection_rule",
      "Storage Blob Data Contributor on state-verifier",
      "Storage Blob Data Reader on config",
    ],
    "id-collector-intake": ["Monitoring Metrics Publisher on monitor_data_collection_rule"],
  });
});

test("storage has no keys and nothing public, and Terraform signs in to it without", () => {
  expect(template.resource("azurerm_storage_account")).toMatchObject({
    name: expect.stringMatching(/^stagents[0-9a-f]{12}$/),
    shared_access_key_enabled: false,
    allow_nested_items_to_be_public: false,
    min_tls_version: "TLS1_2",
  });
  for (const container of template.find("azurerm_storage_container").values())
    expect(container).toMatchObject({ container_access_type: "private" });
  expect(template.settings.provider).toMatchObject({ azurerm: [{ storage_use_azuread: true }] });
  expect(JSON.stringify(plain.settings.provider)).not.toContain("storage_use_azuread");
});

test("the app runs the package that its name's hash says, from its own storage, as the host's identity", () => {
  const blob = template.resource("azurerm_storage_blob");
  expect(blob.name).toMatch(/^collector-[0-9a-f]{16}\.zip$/);
  expect(String(blob.source)).toMatch(/^assets\//);
  expect(basename(String(blob.source))).toBe(blob.name);
  const host = template.address("azurerm_user_assigned_identity", { name: "id-collector-host" });
  expect(settings()).toMatchObject({
    WEBSITE_RUN_FROM_PACKAGE: `\${${template.address("azurerm_storage_blob")}.url}`,
    WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: `\${${host}.id}`,
    AzureWebJobsStorage__credential: "managedidentity",
    AzureWebJobsStorage__clientId: `\${${host}.client_id}`,
  });
  expect(Object.keys(settings())).not.toContain("AzureWebJobsStorage");
  // azurerm derives these and takes them out of app_settings when it reads the app.
  for (const derived of ["AzureWebJobsStorage__accountName", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION"])
    expect(Object.keys(settings())).not.toContain(derived);
  expect(app()).toMatchObject({
    storage_account_name: `\${${template.address("azurerm_storage_account")}.name}`,
    storage_uses_managed_identity: true,
    site_config: { application_stack: { node_version: "22" } },
  });
  expect(synthesizedAfresh(collecting()).text).toBe(template.text);
});

test("who reads, writes and deletes what it trusts is logged", () => {
  const storage = `\${${template.address("azurerm_storage_account")}.id}/blobServices/default`;
  expect(
    template.resource("azurerm_monitor_diagnostic_setting", { target_resource_id: storage }).enabled_log,
  ).toMatchObject([{ category: "StorageRead" }, { category: "StorageWrite" }, { category: "StorageDelete" }]);
});

test("what the app says is logged, by the one category that every plan has", () => {
  const target = `\${${template.address("azurerm_linux_function_app")}.id}`;
  expect(template.resource("azurerm_monitor_diagnostic_setting", { target_resource_id: target }).enabled_log).toEqual([
    { category: "FunctionAppLogs" },
  ]);
});

test("the plan is one on which Azure documents packages by URL and identity; a subnet takes a dedicated one", () => {
  const subnetId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/collector";
  const plan = (of: Template) => [of.resource("azurerm_service_plan").sku_name, app(of).site_config];
  expect(plan(template)).toMatchObject(["Y1", { always_on: false }]);
  expect(plan(withCollector({ network: { subnetId } }))).toMatchObject(["B1", { always_on: true }]);
  // azurerm would plan that anew each time; as the identity signs in to the storage, there is no content share.
  expect(app()).toMatchObject({ storage_uses_managed_identity: true });
  expect(app()).not.toHaveProperty("content_share_force_disabled");
  // The package's own 30 minutes are more than Consumption allows: the host would not start.
  expect(settings().AzureFunctionsJobHost__functionTimeout).toBe("00:10:00");
  expect(settings(withCollector({ network: { subnetId } }))).not.toHaveProperty(
    "AzureFunctionsJobHost__functionTimeout",
  );
});

test("errors of every data collection rule are logged", () => {
  const rules = [...template.find("azurerm_monitor_data_collection_rule").keys()];
  expect(rules).toHaveLength(4);
  for (const rule of rules)
    expect(
      template.resource("azurerm_monitor_diagnostic_setting", { target_resource_id: `\${${rule}.id}` }).enabled_log,
    ).toMatchObject([{ category: "LogErrors" }]);
});

test("nobody reaches it from outside where it has no intake, and its storage only from its subnet where it has one", () => {
  expect(app()).toMatchObject({ public_network_access_enabled: false });
  expect(app(withCollector({ intakeClientId: "33333333-3333-4333-8333-333333333333" }))).toMatchObject({
    public_network_access_enabled: true,
  });
  expect(template.resource("azurerm_storage_account")).not.toHaveProperty("network_rules");
  const subnetId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/collector";
  const closed = withCollector({ network: { subnetId, allowedIps: ["203.0.113.7"] } });
  expect(app(closed)).toMatchObject({
    virtual_network_subnet_id: subnetId,
    site_config: { vnet_route_all_enabled: true },
  });
  expect(closed.resource("azurerm_storage_account").network_rules).toMatchObject({
    default_action: "Deny",
    virtual_network_subnet_ids: [subnetId],
    ip_rules: ["203.0.113.7"],
  });
});

test("nothing in it is a secret, and nobody signs in with a password", () => {
  expect(app()).toMatchObject({
    https_only: true,
    ftp_publish_basic_authentication_enabled: false,
    webdeploy_publish_basic_authentication_enabled: false,
    storage_uses_managed_identity: true,
  });
  expect(JSON.stringify(app())).not.toMatch(/access_key|connection_string|SharedAccess|Password/i);
});

test("the app waits for its roles: its identities' tokens are kept for a day", () => {
  const roles = [...template.find("azurerm_role_assignment").keys()].filter(
    (address) => address.includes("collector") && !address.includes("deployer"),
  );
  expect(roles).toHaveLength(9);
  expect(app().depends_on).toEqual(expect.arrayContaining(roles));
});

test("the emulator reads from the Terraform who may send and query", () => {
  const named = (name: string, collector: boolean) => ({ ...tenant, name, features: { collector } });
  const outdir = outputOf(named("with", true), named("without", false));
  const workspace = (name: string) => readWorkspace(join(outdir, "stacks", name));
  const senders = (name: string) =>
    workspace(name).dataCollectionRules.find((rule) => rule.name === "agent-identities-collector")!.senders;
  // Playbooks query and send, too.
  const [verifier, ...others] = workspace("with").readers!.filter((id) => !workspace("without").readers!.includes(id));
  expect(others).toEqual([]);
  expect(senders("with")).toContain(verifier);
  expect(senders("without")).not.toContain(verifier);
});

describe("the OTLP intake", () => {
  const clientId = "33333333-3333-4333-8333-333333333333";

  test("is behind Entra, for the tenant's own tokens for the application", () => {
    const open = withCollector({ intakeClientId: clientId });
    expect(app(open).auth_settings_v2).toMatchObject({
      auth_enabled: true,
      require_authentication: true,
      unauthenticated_action: "Return401",
      active_directory_v2: {
        client_id: clientId,
        tenant_auth_endpoint: `https://login.microsoftonline.com/${tenant.tenantId}/v2.0`,
        allowed_audiences: [clientId, `api://${clientId}`],
      },
    });
  });

  test("is not there without an application", () => {
    expect(app()).not.toHaveProperty("auth_settings_v2");
  });
});

test("a workspace managed elsewhere is named by its GUID, which the tenant gives", () => {
  const workspace = {
    existingWorkspaceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w",
  };
  expect(() => withCollector(undefined, { workspace })).toThrow(/set collector.workspaceId/);
  const workspaceId = "66666666-6666-4666-8666-666666666666";
  expect(settings(withCollector({ workspaceId }, { workspace })).COLLECTOR_WORKSPACE_ID).toBe(workspaceId);
});

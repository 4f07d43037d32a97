import { DataCollection, Playbook } from "../../lib/constructs";
import { escapeData } from "../../lib/constructs/escape";
import { definitionSha256 } from "../../lib/content";
import { newWorkspace, place, resourceGroupId, shipped, stream, subscriptionId, tenantId } from "./support/fixtures";
import type { Json } from "./support/match";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";
import { openTemplates } from "./support/terraform-text";

const connectionType = "Microsoft.Web/connections@2016-06-01";
const workflowType = "Microsoft.Logic/workflows@2019-05-01";
const identity = "azurerm_user_assigned_identity";
const role = "azurerm_role_assignment";
const freeze = shipped.playbooks.find((p) => p.data.id === "PB-01")!;
const approver = "5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28";
const managedApi = `/subscriptions/${subscriptionId}/providers/Microsoft.Web/locations/westeurope/managedApis/azuresentinel`;

const scopes = ["rg-agents", "rg-jobs"].map((group) => `/subscriptions/${subscriptionId}/resourceGroups/${group}`);

function synthesizePlaybook(id = "PB-01", workflowScopes: readonly string[] = []): Template {
  return synthesizeBare((stack) => {
    const workspace = newWorkspace(stack);
    const flows = [{ stream: stream.name, transformKql: stream.transformKql, outputStream: "Custom-Thing_CL" }];
    const streams = [stream];
    const dataCollection = new DataCollection(stack, "in", { ...place, workspace, name: "things", streams, flows });
    const where = { ...place, key: "rg-soc", resourceGroupId, subscriptionId, tenantId, tags: { owner: "soc" } };
    const { data: playbook, definition } = shipped.playbooks.find((p) => p.data.id === id)!;
    const response = { mode: "Approve", approvers: [approver], workflowScopes } as const;
    new Playbook(stack, "playbook", { ...where, workspace, dataCollection, playbook, definition, response });
  });
}

const template = synthesizePlaybook();
const workflow = template.resource("azapi_resource", { type: workflowType });
const connection = template.resource("azapi_resource", { type: connectionType });
const properties = (workflow.body as { properties: Record<string, Json> }).properties;
const parameters = properties.parameters as Record<string, { value: Json }>;

test("has an identity of its own, and runs as it", () => {
  expect(template.resource(identity).name).toBe(`id-${freeze.data.name}`);
  expect(workflow.identity).toEqual([{ type: "UserAssigned", identity_ids: [`\${${template.address(identity)}.id}`] }]);
});

test("the identity holds the playbook's roles, each where it says, before the workflow exists", () => {
  const scopes = {
    "Microsoft Sentinel Responder": `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
    "Log Analytics Reader": `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
    "Monitoring Metrics Publisher": `\${${template.address("azurerm_monitor_data_collection_rule")}.id}`,
  };
  expect(template.find(role).size).toBe(Object.keys(scopes).length);
  for (const [name, scope] of Object.entries(scopes)) {
    expect(template.resource(role, { role_definition_name: name })).toMatchObject({
      scope,
      principal_id: `\${${template.address(identity)}.principal_id}`,
      principal_type: "ServicePrincipal",
      skip_service_principal_aad_check: true,
    });
  }
  expect([...(workflow.depends_on ?? [])].sort()).toEqual([...template.find(role).keys()].sort());
});

test("the connection signs in with the identity, which the published types do not know", () => {
  expect(connection).toMatchObject({
    schema_validation_enabled: false,
    parent_id: resourceGroupId,
    location: "westeurope",
    body: {
      kind: "V1",
      properties: { parameterValueType: "Alternative", customParameterValues: {}, api: { id: managedApi } },
    },
  });
});

test("the workflow finds the connection and the identity in $connections", () => {
  expect(parameters.$connections).toEqual({
    value: {
      azuresentinel: {
        connectionId: `\${${template.address("azapi_resource", { type: connectionType })}.id}`,
        connectionName: connection.name,
        id: managedApi,
        connectionProperties: {
          authentication: { type: "ManagedServiceIdentity", identity: `\${${template.address(identity)}.id}` },
        },
      },
    },
  });
});

test("the other parameters get their bindings and values", () => {
  expect(parameters).toMatchObject({
    LogsIngestionEndpoint: { value: expect.stringContaining("logs_ingestion_endpoint") },
    DataCollectionRuleImmutableId: { value: expect.stringContaining("immutable_id") },
    ManagedIdentityId: { value: `\${${template.address(identity)}.id}` },
    PrincipalId: { value: `\${${template.address(identity)}.principal_id}` },
    ResponseMode: { value: "Approve" },
    Approvers: { value: [approver] },
    ApprovalHours: { value: 8 },
  });
});

test("the definition is an object, deployed as it stands in the file", () => {
  expect(typeof workflow.body).toBe("object");
  expect(properties.state).toBe("Enabled");
  expect(properties.definition).toEqual(escapeData(freeze.definition));
  expect(openTemplates(properties.definition!)).toEqual([]);
});

test("can be found among Sentinel's playbooks by its tag", () => {
  expect(workflow.tags).toMatchObject({ owner: "soc", LogicAppsCategory: "security" });
});

test("the tag says which definition was deployed, whatever the order of its keys", () => {
  const tag = (workflow.tags as Record<string, string>)["hidden-definition-sha256"];
  expect(tag).toBe(definitionSha256(freeze.definition));
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, item]) => [key, turned(item)]),
          )
        : value;
  expect(definitionSha256(turned(freeze.definition) as object)).toBe(tag);
  expect(definitionSha256({ ...freeze.definition, contentVersion: "1.0.0.1" })).not.toBe(tag);
});

describe("a playbook that acts on workloads", () => {
  const definition = "azurerm_role_definition";

  test("holds exactly its actions, in each resource group where the tenant lets workloads be paused", () => {
    const pausing = synthesizePlaybook("PB-05", scopes);
    const { data } = shipped.playbooks.find((p) => p.data.id === "PB-05")!;
    expect(pausing.resource(definition)).toMatchObject({
      scope: scopes[0],
      assignable_scopes: scopes,
      permissions: [{ actions: data.azureActions }],
    });
    for (const scope of scopes)
      expect(pausing.resource(role, { scope })).toMatchObject({
        role_definition_id: `\${${pausing.address(definition)}.role_definition_resource_id}`,
        principal_id: `\${${pausing.address(identity)}.principal_id}`,
      });
  });

  test("has no role of its own where there are no such groups, and the same ids in every synthesis", () => {
    expect(synthesizePlaybook("PB-05").find(definition).size).toBe(0);
    const [one, other] = [synthesizePlaybook("PB-05", scopes), synthesizePlaybook("PB-05", scopes)];
    expect(one.text).toBe(other.text);
  });
});

test("every workflow parameter without a default is filled in", () => {
  const open = Object.entries(freeze.definition.parameters ?? {})
    .filter(([name, { defaultValue }]) => defaultValue === undefined && !(name in parameters))
    .map(([name]) => name);
  expect(open).toEqual([]);
});

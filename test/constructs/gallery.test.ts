import { shipped, tenant } from "./support/fixtures";
import type { Json } from "./support/match";
import { synthesized } from "./support/synth";

const template = synthesized(tenant);
const connector = shipped.connector!.data;
const metadata = [...template.find("azurerm_sentinel_metadata").values()];
const onboarded = `\${${template.address("azurerm_sentinel_log_analytics_workspace_onboarding")}.workspace_id}`;

describe("the connector's page", () => {
  const definition = template.resource("azapi_resource", { type: /dataConnectorDefinitions@/ });
  const page = (definition.body as { properties: { connectorUiConfig: Record<string, Json> } }).properties
    .connectorUiConfig;

  test("hangs on the onboarded workspace under an id that stays", () => {
    expect(definition).toMatchObject({ name: connector.id, parent_id: onboarded, body: { kind: "Customizable" } });
  });

  test("has everything the API requires", () => {
    for (const part of [
      "title",
      "publisher",
      "descriptionMarkdown",
      "graphQueries",
      "dataTypes",
      "connectivityCriteria",
      "permissions",
      "instructionSteps",
    ])
      expect(page[part]).toBeTruthy();
  });

  test("asks about the connection by query, and shows a chart and a last row per table", () => {
    expect(page.connectivityCriteria).toEqual([{ type: "IsConnectedQuery", value: [connector.isConnected] }]);
    expect(page.graphQueries).toHaveLength(connector.dataTypes.length);
    expect(page.dataTypes).toHaveLength(connector.dataTypes.length);
  });

  test("has sample queries, which the provider's types do not know", () => {
    expect(page.sampleQueries).toEqual(connector.sampleQueries);
    expect(definition.schema_validation_enabled).toBe(false);
  });

  test("is made anew when its version rises, since Azure wants an etag that no plan knows", () => {
    expect(definition.replace_triggers_external_values).toEqual([connector.version]);
  });
});

describe("the solution", () => {
  const solution = template.resource("azapi_resource", { type: /contentPackages@/ });

  test("is shown with its version and everything in it", () => {
    expect(solution).toMatchObject({
      parent_id: onboarded,
      body: { properties: { contentKind: "Solution", version: connector.version, displayName: connector.title } },
    });
    const { dependencies } = (solution.body as { properties: { dependencies: { criteria: { kind: string }[] } } })
      .properties;
    const kinds = new Map<string, number>();
    for (const { kind } of dependencies.criteria) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toEqual({
      DataConnector: 1,
      AnalyticsRule: shipped.detections.length,
      HuntingQuery: shipped.hunting.length,
      Parser: shipped.functions.length,
      Workbook: shipped.workbooks.length,
      Playbook: shipped.playbooks.filter(({ data }) => !data.feature && !data.setting && !data.channel).length,
    });
  });

  test("each item says that it belongs to it, and in which version", () => {
    expect(metadata).toHaveLength(
      (solution.body as { properties: { dependencies: { criteria: Json[] } } }).properties.dependencies.criteria.length,
    );
    for (const { source } of metadata)
      expect(source).toMatchObject({ kind: "Solution", id: solution.name, name: connector.title });
    expect(new Set(metadata.map(({ name }) => name)).size).toBe(metadata.length);
    for (const { data } of shipped.detections)
      expect(template.resource("azurerm_sentinel_metadata", { content_id: data.id })).toMatchObject({
        kind: "AnalyticsRule",
        version: data.version,
        parent_id: expect.stringMatching(/azurerm_sentinel_alert_rule_(nrt|scheduled)\./),
      });
  });
});

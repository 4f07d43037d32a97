import { CustomTable, DataCollection, type DataCollectionConfig } from "../../lib/constructs";
import type { StreamSpec } from "../../lib/content";
import { newWorkspace, place, stream, table } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";

const dcr = "azurerm_monitor_data_collection_rule";

function synthesizeRule(
  streams: readonly StreamSpec[] = [stream],
  settings: Partial<DataCollectionConfig> = {},
): Template {
  return synthesizeBare((stack) => {
    const workspace = newWorkspace(stack);
    const thing = new CustomTable(stack, "table", { workspace, table });
    const flows = streams.map(({ name, transformKql }) => ({
      stream: name,
      transformKql,
      outputStream: "Custom-Thing_CL",
    }));
    const dependsOn = [thing.resource];
    new DataCollection(stack, "in", { ...place, workspace, name: "things", streams, flows, dependsOn, ...settings });
  });
}

describe("the rule", () => {
  const template = synthesizeRule();

  test("takes the stream through its transform into the table", () => {
    expect(template.resource(dcr)).toMatchObject({
      name: "things",
      stream_declaration: [{ stream_name: "Custom-Thing" }],
      data_flow: [
        {
          streams: ["Custom-Thing"],
          output_stream: "Custom-Thing_CL",
          transform_kql: stream.transformKql,
          destinations: ["workspace"],
        },
      ],
      destinations: {
        log_analytics: [
          { name: "workspace", workspace_resource_id: `\${${template.address("azurerm_log_analytics_workspace")}.id}` },
        ],
      },
    });
  });

  test("spells datetime as streams do, unlike tables", () => {
    const [declared] = template.resource(dcr).stream_declaration as unknown as { column: object[] }[];
    expect(declared!.column).toEqual([
      { name: "TimeGenerated", type: "datetime" },
      { name: "Text", type: "string" },
    ]);
  });

  test("waits for the table, which it names as text only", () => {
    expect(template.resource(dcr).depends_on).toEqual([
      template.address("azurerm_log_analytics_workspace_table_custom_log"),
    ]);
  });

  test("has an endpoint of its own", () => {
    const endpoint = template.address("azurerm_monitor_data_collection_endpoint", { name: "things-dce" });
    expect(template.resource(dcr).data_collection_endpoint_id).toBe(`\${${endpoint}.id}`);
  });
});

test("a guid in a stream is refused with what to write instead", () => {
  const wrong = { ...stream, columns: [{ name: "Id", type: "guid" as const }] };
  expect(() => synthesizeRule([wrong])).toThrow('column Id of Custom-Thing has unknown type "guid"');
  expect(() => synthesizeRule([wrong])).toThrow("boolean, datetime, dynamic, int, long, real, string");
});

test.each([0, 11])("%i streams are refused", (count) => {
  const streams = Array.from({ length: count }, (_, i) => ({ ...stream, name: `Custom-Thing${i}` }));
  expect(() => synthesizeRule(streams)).toThrow(`has ${count} streams; Azure Monitor takes 1 to 10`);
});

test("more flows than a rule takes are refused, and as many as it takes are not", () => {
  const flow = { stream: stream.name, transformKql: "source", outputStream: "Custom-Thing_CL" };
  const flows = (count: number) => Array.from({ length: count }, () => flow);
  expect(() => synthesizeRule([stream], { flows: flows(11) })).toThrow("has 11 flows; Azure Monitor takes 1 to 10");
  expect(synthesizeRule([stream], { flows: flows(10) }).resource(dcr).data_flow).toHaveLength(10);
});

describe("senders", () => {
  const sender = "33333333-3333-4333-8333-333333333333";

  test("may publish to this rule and nowhere else", () => {
    const template = synthesizeRule([stream], { senderPrincipalIds: [sender] });
    expect(template.resource("azurerm_role_assignment")).toMatchObject({
      principal_id: sender,
      principal_type: "ServicePrincipal",
      role_definition_name: "Monitoring Metrics Publisher",
      scope: `\${${template.address(dcr)}.id}`,
    });
  });

  test("nobody may unless named", () => {
    expect(synthesizeRule().types).not.toContain("azurerm_role_assignment");
  });
});

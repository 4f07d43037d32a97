import type { Tenant } from "../../lib/tenants";
import { shipped, tenant } from "./support/fixtures";
import { synthesized } from "./support/synth";

const governed = (changes: Partial<Tenant>) => synthesized({ ...tenant, ...changes }, "fabrikam-governance");
const graph = "msgraph_resource";

describe("policies", () => {
  test("each is switched on by itself", () => {
    const urls = (governance: Tenant["governance"]) =>
      [...governed({ governance }).find(graph).values()].map(({ url }) => url);
    expect(urls({ agentRisk: "reportOnly" })).toEqual(["identity/conditionalAccess/policies"]);
    expect(urls({ breakGlass: "reportOnly" })).toHaveLength(3);
    expect(urls({ attributeSet: true }).sort()).toEqual([
      "directory/attributeSets",
      ...Array(3).fill("directory/customSecurityAttributeDefinitions"),
    ]);
    expect(urls({ credentialLifetime: { blueprints: ["b1", "b2"] } }).sort()).toEqual([
      "applications/b1/appManagementPolicies/$ref",
      "applications/b2/appManagementPolicies/$ref",
      "policies/appManagementPolicies",
    ]);
  });

  test("Conditional Access blocks nothing until the tenant says so", () => {
    const states = (quarantine: "reportOnly" | "enforced") =>
      governed({ governance: { attributeSet: true, quarantine } }).resource(graph, { url: /conditionalAccess/ });
    expect(states("reportOnly")).toMatchObject({
      api_version: "beta",
      body: {
        state: "enabledForReportingButNotEnforced",
        conditions: {
          clientApplications: {
            agentIdServicePrincipalFilter: {
              mode: "include",
              rule: 'CustomSecurityAttribute.AgentGovernance_QuarantineState -eq "Quarantined"',
            },
          },
        },
        grantControls: { builtInControls: ["block"] },
      },
    });
    expect(states("enforced")).toMatchObject({ body: { state: "enabled" } });
  });

  test("the attribute set comes before the policy that reads it, and is never destroyed", () => {
    const template = governed({ governance: { attributeSet: true, quarantine: "reportOnly" } });
    const set = template.address(graph, { url: "directory/attributeSets" });
    const definition = { url: /customSecurityAttributeDefinitions/, body: { name: "QuarantineState" } };
    expect(template.resource(graph, { url: /conditionalAccess/ }).depends_on).toEqual(
      expect.arrayContaining([set, template.address(graph, definition)]),
    );
    expect(template.resource(graph, definition)).toMatchObject({
      depends_on: [set],
      lifecycle: { prevent_destroy: true },
      read_query_parameters: { $expand: ["allowedValues"] },
      body: { allowedValues: [{ id: "None" }, { id: "Quarantined" }] },
    });
  });

  test("the credential policy is attached to each blueprint by its id", () => {
    const template = governed({ governance: { credentialLifetime: { blueprints: ["b1"] } } });
    const policy = template.address(graph, { url: "policies/appManagementPolicies" });
    expect(template.resource(graph, { url: /\$ref$/ })).toMatchObject({
      body: { "@odata.id": `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/\${${policy}.id}` },
    });
  });
});

describe("application permissions", () => {
  const template = governed({ governance: { graphAppRoles: true }, features: { collector: true } });
  const identity = (name: string) =>
    Object.entries(template.data("azurerm_user_assigned_identity")).find(([, one]) => one.name === name)![0];
  const rolesOf = (name: string) =>
    [
      ...template
        .find(graph, {
          url: `servicePrincipals/\${data.azurerm_user_assigned_identity.${identity(name)}.principal_id}/appRoleAssignments`,
        })
        .values(),
    ].map(({ body }) => {
      const output = /output\.(\w+)\}$/.exec(String((body as Record<string, unknown>).appRoleId))![1]!;
      const [data] = Object.values(template.data("msgraph_resource"));
      return /value=='([^']+)'/.exec(String((data!.response_export_values as Record<string, string>)[output]))![1]!;
    });

  test("every playbook's identity gets what its playbook.yaml lists, and the collector what it reads", () => {
    const freeze = shipped.playbooks.find(({ data }) => data.id === "PB-01")!;
    expect(rolesOf("id-agentid-freeze-agent").sort()).toEqual([...freeze.data.graphAppRoles].sort());
    expect(rolesOf("id-collector-assets")).toEqual(
      expect.arrayContaining(["AgentIdentity.Read.All", "Application.Read.All"]),
    );
  });

  test("roles are looked up by value on Microsoft Graph's own service principal", () => {
    expect(Object.values(template.data("msgraph_resource"))).toEqual([
      expect.objectContaining({
        url: "servicePrincipals",
        query_parameters: { $filter: ["appId eq '00000003-0000-0000-c000-000000000000'"] },
      }),
    ]);
  });

  test("an identity that is made anew gets new assignments", () => {
    const assignments = [...template.find(graph, { url: /appRoleAssignments$/ }).values()];
    expect(assignments.length).toBeGreaterThan(0);
    for (const { lifecycle, url } of assignments) {
      const [trigger] = (lifecycle as { replace_triggered_by: string[] }).replace_triggered_by;
      const data = /data\.azurerm_user_assigned_identity\.[\w-]+\.principal_id/.exec(String(url))![0];
      const resource = template.find("terraform_data").get(trigger!);
      expect(resource).toMatchObject({ input: { principalId: `\${${data}}` } });
    }
  });

  test("nobody is granted anything unless the tenant says so", () => {
    expect(governed({ governance: { agentRisk: "reportOnly" } }).find(graph, { url: /appRoleAssignments/ }).size).toBe(
      0,
    );
  });
});

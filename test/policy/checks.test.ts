import { policyChecks, runChecks } from "../../lib/policy";
import { cases } from "./cases";
import { configuration, findings, plan } from "./support";

const told = (...args: Parameters<typeof findings>) =>
  findings(...args).map(({ address, message }) => `${address} ${message}`);

test("every check has cases of both kinds", () => {
  expect(Object.keys(cases).sort()).toEqual(policyChecks.map(({ id }) => id).sort());
  for (const { passes, fails } of Object.values(cases))
    expect(Math.min(passes.length, fails.length)).toBeGreaterThan(0);
});

describe.each(Object.entries(cases))("%s", (id, { passes, fails }) => {
  test("lets pass what is right", () => {
    for (const document of passes) expect(told(id, document)).toEqual([]);
  });

  test("tells what is wrong", () => {
    for (const [document, says] of fails) {
      const lines = told(id, document);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines).toContainEqual(expect.stringMatching(says));
    }
  });
});

test("every check says why, and what to write instead", () => {
  for (const { id, title, why, fix } of policyChecks) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [title, why, fix]) expect(text.length).toBeGreaterThan(10);
  }
});

test("two stacks in one state are found in both", () => {
  const of = (stack: string) =>
    configuration({}, { terraform: { backend: { local: { path: "terraform.tfstate" } } } }, stack);
  expect(told("state-own", of("acme"), of("borealis"))).toEqual([
    "terraform.backend is the state of borealis, too: terraform.tfstate",
    "terraform.backend is the state of acme, too: terraform.tfstate",
  ]);
});

test("checks of the private profile are silent elsewhere", () => {
  const document = configuration({ azurerm_monitor_data_collection_endpoint: { it: {} } });
  const ids = (profile: "standard" | "private") =>
    runChecks([document], { settings: { profile }, today: "2026-03-01" }).map(({ check }) => check);
  expect(ids("private")).toContain("endpoint-public-network");
  expect(ids("standard")).not.toContain("endpoint-public-network");
});

describe("a plan", () => {
  const resource = (type: string, values: object, expressions: object, more: object = {}) => ({
    planned: { address: `${type}.it`, mode: "managed", type, name: "it", values },
    written: { address: `${type}.it`, mode: "managed", type, name: "it", expressions, ...more },
  });
  const planned = (...resources: ReturnType<typeof resource>[]) =>
    plan({
      format_version: "1.2",
      planned_values: { root_module: { resources: resources.map((one) => one.planned) } },
      configuration: { root_module: { resources: resources.map((one) => one.written) } },
    });
  const law = resource("azurerm_log_analytics_workspace", { retention_in_days: 30 }, {});

  test("is judged by its values", () => {
    expect(told("workspace-retention", planned(law))).toEqual([
      "azurerm_log_analytics_workspace.it has retention_in_days 30, less than 90",
    ]);
  });

  test("is judged by what its configuration refers to, where values are not known yet", () => {
    const reference = (name: string) => ({ references: [`${name}.it.id`, `${name}.it`] });
    const onboarding = resource(
      "azurerm_sentinel_log_analytics_workspace_onboarding",
      {},
      { workspace_id: reference("azurerm_log_analytics_workspace") },
    );
    const list = (from: string) =>
      resource("azurerm_sentinel_watchlist", {}, { log_analytics_workspace_id: reference(from) });
    expect(
      told("onboarding-first", planned(law, onboarding, list("azurerm_sentinel_log_analytics_workspace_onboarding"))),
    ).toEqual([]);
    expect(told("onboarding-first", planned(law, onboarding, list("azurerm_log_analytics_workspace")))).toEqual([
      "azurerm_sentinel_watchlist.it does not wait for the onboarding of its workspace",
    ]);
    const role = resource(
      "azurerm_role_assignment",
      { role_definition_name: "Monitoring Metrics Publisher" },
      { scope: reference("azurerm_resource_group") },
    );
    expect(told("ingestion-role-scope", planned(role))).toEqual([
      expect.stringMatching(/everything in \$\{azurerm_resource_group\.it\.id\}/),
    ]);
  });

  test("is not blamed for what its JSON does not say", () => {
    expect(told("prevent-destroy", planned(law))).toEqual([]);
    expect(told("versions-pinned", planned(law))).toEqual([]);
  });

  test("has modules, whose resources are told by their whole address", () => {
    const inside = plan({
      planned_values: {
        root_module: {
          child_modules: [
            {
              address: "module.soc",
              resources: [
                {
                  address: "module.soc.azurerm_log_analytics_workspace.it[0]",
                  type: "azurerm_log_analytics_workspace",
                  values: {},
                },
              ],
            },
          ],
        },
      },
      configuration: {
        root_module: {
          module_calls: {
            soc: {
              module: {
                resources: [
                  {
                    address: "azurerm_log_analytics_workspace.it",
                    expressions: { daily_quota_gb: { constant_value: 5 } },
                  },
                ],
              },
            },
          },
        },
      },
    });
    expect(told("workspace-daily-quota", inside)).toEqual([
      "module.soc.azurerm_log_analytics_workspace.it[0] stops at 5 GB a day, and no alert watches it",
    ]);
  });
});

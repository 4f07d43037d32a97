import { fails, type PolicyWaiver, policyText, runChecks } from "../../lib/policy";
import { configuration } from "./support";

const document = configuration(
  {
    azurerm_log_analytics_workspace: {
      main: { retention_in_days: 90, tags: { owner: "soc" }, lifecycle: { prevent_destroy: true } },
    },
  },
  { terraform: { required_version: "1.11.0" } },
);
const waiver: PolicyWaiver = {
  tenant: "acme",
  check: "workspace-local-auth",
  reason: "an old agent signs in by key until it is replaced",
  owner: "ana@acme.example",
  expires: "2026-06-30",
  place: "tenants/acme.yaml:9:5",
};
const run = (waivers: readonly PolicyWaiver[], today = "2026-03-01") => runChecks([document], { waivers, today });
const failing = (...args: Parameters<typeof run>) =>
  run(...args)
    .filter(fails)
    .map(({ check, file }) => `${check} ${file}`);
const others = ["sentinel-diagnostics acme/cdk.tf.json"];

test("a finding fails until somebody accepts it", () => {
  expect(failing([])).toEqual(["workspace-local-auth acme/cdk.tf.json", ...others]);
  expect(failing([waiver])).toEqual(others);
  expect(failing([{ ...waiver, resource: "azurerm_log_analytics_workspace.main" }])).toEqual(others);
  expect(policyText(run([waiver]), 1, 44)).toMatch(
    /accepted by ana@acme\.example until 2026-06-30: an old agent[\s\S]*1 finding, 1 accepted$/,
  );
});

test("the waiver of a governance stack is its tenant's", () => {
  expect(
    runChecks([{ ...document, stack: "acme-governance" }], { waivers: [waiver], today: "2026-03-01" }).filter(fails),
  ).toHaveLength(1);
});

test.each([
  [
    "ended yesterday",
    { expires: "2026-02-28" },
    ["workspace-local-auth acme/cdk.tf.json", ...others, "waiver-expired tenants/acme.yaml:9:5"],
  ],
  [
    "is for another resource",
    { resource: "azurerm_log_analytics_workspace.other" },
    ["workspace-local-auth acme/cdk.tf.json", ...others, "waiver-needless tenants/acme.yaml:9:5"],
  ],
  [
    "is for what is right",
    { check: "workspace-retention" },
    ["workspace-local-auth acme/cdk.tf.json", ...others, "waiver-needless tenants/acme.yaml:9:5"],
  ],
  [
    "is for no check",
    { check: "workspace-auth" },
    ["workspace-local-auth acme/cdk.tf.json", ...others, "waiver-unknown tenants/acme.yaml:9:5"],
  ],
  ["is another tenant's", { tenant: "borealis" }, ["workspace-local-auth acme/cdk.tf.json", ...others]],
])("one that %s accepts nothing", (_what, change, expected) => {
  expect(failing([{ ...waiver, ...change }])).toEqual(expected);
});

test("it holds on its last day", () => {
  expect(failing([waiver], "2026-06-30")).toEqual(others);
  expect(failing([waiver], "2026-07-01")).toContain("waiver-expired tenants/acme.yaml:9:5");
});

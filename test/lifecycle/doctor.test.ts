import { execFileSync } from "node:child_process";
import { type Answers, diagnose, recordScript } from "../../lib/lifecycle";
import type { Tenant } from "../../lib/tenants";
import { guid, loaded, tenantFile } from "../tenants/support";

const tenantOf = (more = "", change = (text: string) => text): Tenant => {
  const { tenants, told } = loaded({ "a.yaml": change(tenantFile("acme", "1", more)) });
  expect(told).toEqual([]);
  return tenants![0]!.tenant;
};
const subscription = `/subscriptions/${guid("12")}`;
const named = `sentinelServicePrincipalObjectId: ${guid("17")}\n`;
const registered = [
  "OperationalInsights",
  "SecurityInsights",
  "OperationsManagement",
  "Insights",
  "Logic",
  "Web",
  "ManagedIdentity",
];
const healthy: Answers = {
  account: { id: guid("12"), tenantId: guid("11") },
  providers: registered.map((name) => ({
    namespace: `microsoft.${name.toLowerCase()}`,
    registrationState: "Registered",
  })),
  roles: [{ roleDefinitionName: "Owner", scope: subscription }],
  sentinel: { id: guid("17").toUpperCase() },
  resourceGroup: {},
};
const told = (tenant: Tenant, answers: Answers) => diagnose(tenant, answers).map(({ what, fix }) => `${what} | ${fix}`);

test("nothing is missing where everything is there", () => {
  expect(told(tenantOf(named), healthy)).toEqual([]);
});

const existing = `${subscription}/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law`;
const elsewhere = (text: string) => text.replace("{ name: law-soc }", `{ existingWorkspaceId: ${existing} }`);

test.each<[string, Tenant, Answers, RegExp]>([
  [
    "another subscription",
    tenantOf(named),
    { ...healthy, account: { id: guid("99"), tenantId: guid("11") } },
    /not 12aaaaaa\S+ \| az account set --subscription 12aaaaaa/,
  ],
  [
    "a provider",
    tenantOf(named),
    { ...healthy, providers: healthy.providers!.slice(1) },
    /Microsoft\.OperationalInsights is not registered \| az provider register --namespace Microsoft\.OperationalInsights/,
  ],
  [
    "a provider that is still registering",
    tenantOf(named),
    {
      ...healthy,
      providers: [
        ...healthy.providers!.slice(1),
        { namespace: "Microsoft.OperationalInsights", registrationState: "Registering" },
      ],
    },
    /OperationalInsights/,
  ],
  [
    "a provider that a mode needs",
    tenantOf(`${named}response: { mode: Approve, approvers: [${guid("18")}] }\n`),
    healthy,
    /Microsoft\.Storage is not registered/,
  ],
  [
    "the right to grant",
    tenantOf(named),
    { ...healthy, roles: [{ roleDefinitionName: "Contributor", scope: subscription }] },
    /not Role Based Access Control Administrator on \S+rg-soc \| az role assignment create/,
  ],
  [
    "the right to make the group",
    tenantOf(named),
    { ...healthy, roles: [{ roleDefinitionName: "Owner", scope: `${subscription}/resourceGroups/rg-soc` }] },
    /not Contributor on \/subscriptions\/12aaaaaa\S+ \|/,
  ],
  [
    "Sentinel's principal",
    tenantOf(named),
    { ...healthy, sentinel: {} },
    /no service principal of Azure Security Insights/,
  ],
  ["its id in the file", tenantOf(), healthy, /write sentinelServicePrincipalObjectId: 17AAAAAA/],
  [
    "the right id",
    tenantOf(named),
    { ...healthy, sentinel: { id: guid("55") } },
    /is 17aaaaaa\S+, and Sentinel's principal in this tenant is 55aaaaaa/,
  ],
  [
    "a workspace in the same region",
    tenantOf(named, elsewhere),
    { ...healthy, workspace: { location: "North Europe" } },
    /workspace is in northeurope.*\| write location: northeurope/,
  ],
  ["the workspace", tenantOf(named, elsewhere), { ...healthy, workspace: {} }, /there is no workspace/],
  [
    "a free name",
    tenantOf(named),
    { ...healthy, resourceGroup: { location: "westeurope" } },
    /is there already.*existing: true/,
  ],
  [
    "answers",
    tenantOf(named),
    { ...healthy, roles: undefined },
    /nothing was answered about roles \| agentid doctor acme --record/,
  ],
])("what lacks is told with what mends it: %s", (_what, tenant, answers, says) => {
  expect(told(tenant, answers)).toEqual([expect.stringMatching(says)]);
});

test("a role on the subscription holds for its groups, and one on another does not", () => {
  const roles = [{ roleDefinitionName: "Owner", scope: `${subscription}/resourceGroups/rg-soc-other` }];
  expect(
    told(
      tenantOf(named, (text) => text.replace("{ name: rg-soc }", "{ name: rg-soc, existing: true }")),
      { ...healthy, roles, resourceGroup: { location: "westeurope" } },
    ),
  ).toHaveLength(2);
});

test("the script that asks is a shell script that only reads", () => {
  const script = recordScript(tenantOf(named, elsewhere));
  execFileSync("sh", ["-n"], { input: script });
  expect(script).toContain(existing);
  expect(script).not.toMatch(/az \S+( \S+)? (create|delete|update|register|assign)\b/);
});

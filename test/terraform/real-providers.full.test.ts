import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "@sentinel-agent-identities/clock";
import { synthesize } from "../../lib/constructs";
import { packageRoot, readContent, vocabulary } from "../../lib/content";
import { LocalAzure } from "../../lib/emulator/local-azure";
import { issueToken } from "../../lib/emulator/server";
import { loadTenant } from "../../lib/tenants";
import { fetchTrusting } from "../../packages/collector/src/http/fetch";
import { hasProviders, RealTerraform } from "./support/real-terraform";
import { hasTerraform } from "./support/terraform";

const providers = process.env.AGENTID_PROVIDERS;
const runs = hasTerraform && hasProviders(providers);
if (!runs)
  console.warn(
    "real providers are not run: AGENTID_PROVIDERS names no folder with terraform-provider-azurerm, -azapi and -time",
  );

const minutes = 60_000;

(runs ? describe : describe.skip)("terraform with azurerm and azapi against Azure on this machine", () => {
  let folder: string;
  let azure: LocalAzure;
  let terraform: RealTerraform;
  let subscription: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "agentid-real-"));
    const content = readContent(packageRoot());
    const tenant = loadTenant(join(packageRoot(), "tenants", "contoso.yaml"), content);
    const features = Object.fromEntries(vocabulary.featureNames.map((name) => [name, true]));
    subscription = `/subscriptions/${tenant.subscriptionId}`;
    const group = `${subscription}/resourceGroups/rg-agents`;
    synthesize([{ ...tenant, features, protect: false, response: { workflowScopes: [group] } }], {
      content,
      outdir: join(folder, "out"),
    });
    azure = await LocalAzure.start({ clock: systemClock, groups: [group] });
    terraform = new RealTerraform(join(folder, "out", "stacks", tenant.name), providers!, azure.environment);
  }, 2 * minutes);

  afterAll(async () => {
    await azure?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Changes a resource behind Terraform's back. */
  async function edit(id: string, body: unknown): Promise<number> {
    const host = azure.environment.ARM_RESOURCE_MANAGER_ENDPOINT!;
    const { principalId } = azure.manager.store.ofType("Microsoft.Authorization/roleAssignments")[0]!.resource
      .properties;
    const headers = {
      Authorization: `Bearer ${issueToken(String(principalId), host)}`,
      "Content-Type": "application/json",
    };
    const fetch = fetchTrusting(readFileSync(azure.environment.SSL_CERT_FILE!, "utf8"));
    const init = { method: "PATCH", headers, body: JSON.stringify(body) };
    return (await fetch(`${host}${id}?api-version=2025-09-01`, init)).status;
  }

  test(
    "applies everything into an empty subscription",
    async () => {
      const { code, errors, summary } = await terraform.apply();
      expect({ code, errors }).toEqual({ code: 0, errors: [] });
      expect(summary).toMatch(/Apply complete! Resources: [3-9]\d\d added, 0 changed, 0 destroyed/);
      expect(azure.deployed[0]!.model.rules.length).toBeGreaterThan(50);
    },
    60 * minutes,
  );

  test(
    "a second plan changes nothing",
    async () => {
      const { code, errors, summary, changes } = await terraform.plan();
      expect({ code, errors, changes }).toEqual({ code: 0, errors: [], changes: "" });
      expect(summary).toMatch(/^No changes/);
    },
    60 * minutes,
  );

  test(
    "an edit shows as drift, and an apply takes it back",
    async () => {
      const rule = azure.manager.store.ofType("Microsoft.SecurityInsights/alertRules")[0]!.resource;
      expect(await edit(rule.id, { properties: { severity: "Informational" } })).toBe(200);
      const drift = await terraform.plan();
      expect(drift.code).toBe(2);
      expect(drift.changes).toMatch(/severity += "Informational" ->/);
      expect((await terraform.apply()).code).toBe(0);
      expect(azure.manager.store.get(rule.id)!.resource.properties.severity).toBe(rule.properties.severity);
    },
    60 * minutes,
  );

  test(
    "destroys everything",
    async () => {
      const { code, errors } = await terraform.destroy();
      expect({ code, errors }).toEqual({ code: 0, errors: [] });
      const left = azure.manager.store.below(subscription).map(({ resource }) => resource.id);
      expect(left).toEqual([`${subscription}/resourceGroups/rg-agents`]);
      expect(azure.deployed).toEqual([]);
    },
    60 * minutes,
  );
});

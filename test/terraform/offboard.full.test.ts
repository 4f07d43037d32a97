import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agentid } from "../cli/support";
import { guid } from "../tenants/support";
import { type ServedStack, serveStack } from "./support/served-stack";
import { hasTerraform, type Terraform } from "./support/terraform";

if (!hasTerraform) console.warn("terraform is not on the PATH: what it says of leaving is skipped");

type Resources = Record<string, Record<string, { provider?: string }>>;

const sources: Readonly<Record<string, string>> = { azapi: "azure/azapi", time: "hashicorp/time" };

(hasTerraform ? describe : describe.skip)("leaving, with terraform", () => {
  let folder: string;
  let stack: string;
  let terraform: Terraform;
  let served: ServedStack;
  let places: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "agentid-"));
    stack = join(folder, "out", "stacks", "leaver");
    places = ["--tenants", join(folder, "tenants")];
    const ids = ["--tenant-id", guid("11"), "--subscription-id", guid("12")];
    const added = await agentid("tenant", "add", "leaver", ...ids, ...places);
    expect(added).toMatchObject({ code: 0 });
    expect(await agentid("synth", ...places, "--out", join(folder, "out"))).toMatchObject({ code: 0 });
    served = await serveStack(stack, folder);
    terraform = served.terraform;
  });

  afterAll(() => {
    served?.close();
    rmSync(folder, { recursive: true });
  });

  const document = () => JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8"));
  const resources = (): Resources => document().resource;
  const addresses = () =>
    Object.entries(resources()).flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`));

  /** The stack as it would be after an apply, with its state beside it. */
  async function applied(): Promise<void> {
    const made = document();
    delete made.terraform.backend;
    writeFileSync(join(stack, "cdk.tf.json"), JSON.stringify(made));
    const instances = addresses().map((address) => {
      const [type, name] = address.split(".") as [string, string];
      const source = sources[type.split("_")[0]!] ?? "hashicorp/azurerm";
      return {
        ...{ mode: "managed", type, name, provider: `provider["registry.terraform.io/${source}"]` },
        instances: [{ schema_version: 0, attributes: { id: `/is/there/${name}` } }],
      };
    });
    const state = {
      version: 4,
      terraform_version: "1.9.0",
      serial: 1,
      lineage: "leaver",
      outputs: {},
      resources: instances,
    };
    writeFileSync(join(stack, "terraform.tfstate"), JSON.stringify(state));
    await terraform.init();
  }

  test("what holds data is not destroyed by a slip", async () => {
    await applied();
    const { errors } = await terraform.planDestroy();
    const refused = errors.map(({ summary, detail }) => `${summary}: ${detail}`);
    expect(refused).toContainEqual(
      expect.stringMatching(/Instance cannot be destroyed: Resource azurerm_log_analytics_workspace\./),
    );
    expect(refused).toContainEqual(
      expect.stringMatching(/cannot be destroyed: Resource azurerm_log_analytics_workspace_table_custom_log\./),
    );
  });

  test("after offboard, everything of the stack goes and nothing forbids it", async () => {
    expect(await agentid("offboard", "leaver", ...places, "--out", join(folder, "out"))).toMatchObject({ code: 0 });
    await applied();
    const { destroyed, errors } = await terraform.planDestroy();
    expect(errors).toEqual([]);
    expect([...destroyed].sort()).toEqual(addresses().sort());
  });
});

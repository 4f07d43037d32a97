import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { guid, tenantFile } from "../tenants/support";
import { agentid, temporaryFolder } from "./support";

test("the example tenant is synthesized to its stacks, which are named", async () => {
  const folder = join(temporaryFolder(), "out");
  const { code, out, err } = await agentid("synth", "--out", folder);
  const stacks = ["contoso", "contoso-governance"].map((stack) => join(folder, "stacks", stack, "cdk.tf.json"));
  expect([code, out.split("\n"), err]).toEqual([0, stacks, ""]);
});

describe("several tenants", () => {
  const folder = temporaryFolder();
  const [tenants, out] = [join(folder, "tenants"), join(folder, "out")];
  // What rules say does not matter here, and takes longest.
  const content = join(folder, "content");
  cpSync(join(packageRoot(), "pipeline"), join(content, "pipeline"), { recursive: true });
  const stacks = () => readdirSync(join(out, "stacks")).sort();
  const template = (stack: string) => readFileSync(join(out, "stacks", stack, "cdk.tf.json"), "utf8");
  const synth = (...more: string[]) =>
    agentid("synth", "--tenants", tenants, "--content", content, "--out", out, ...more);
  mkdirSync(tenants);
  writeFileSync(join(tenants, "rings.yaml"), "rings: [{ name: canary }]\n");
  const governed = `ring: canary\nsentinelServicePrincipalObjectId: ${guid("15")}\ngovernance: { graphAppRoles: true }\n`;
  writeFileSync(join(tenants, "acme.yaml"), tenantFile("acme", "1", governed));
  writeFileSync(join(tenants, "borealis.yml"), tenantFile("borealis", "2"));

  test("are written one by one, by ring, or together, to the same bytes", async () => {
    const { code, err } = await synth("--tenant", "borealis");
    expect([code, stacks()]).toEqual([0, ["borealis"]]);
    expect(err).toMatch(/borealis\.yml:1:1 warning tenant\/no-automation/);
    expect((await synth("--ring", "canary")).err).toBe("");
    expect(stacks()).toEqual(["acme", "acme-governance", "borealis"]);
    const before = stacks().map(template);
    expect((await synth()).code).toBe(0);
    expect(stacks().map(template)).toEqual(before);
  });

  test("and only those that something changed for since a revision, when one is named", async () => {
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=soc", "-c", "user.email=soc@contoso.com", ...args], { cwd: tenants });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "tenants");
    const before = stacks();
    expect(await synth("--changed-since", "HEAD")).toMatchObject({ code: 0, out: "nothing changed for any tenant" });
    writeFileSync(join(tenants, "borealis.yml"), tenantFile("borealis", "2", "thresholds: { MaxRepeats: 40 }\n"));
    const { out: told } = await synth("--changed-since", "HEAD");
    expect(told).toBe(join(out, "stacks", "borealis", "cdk.tf.json"));
    expect(stacks()).toEqual(before);
    rmSync(join(tenants, ".git"), { recursive: true });
  });

  test("and a stack goes with its tenant's file, but for what else is in its folder", async () => {
    mkdirSync(join(out, "stacks", "elsewhere"));
    writeFileSync(join(out, "stacks", "elsewhere", "cdk.tf.json"), "{}");
    writeFileSync(join(out, "stacks", "borealis", "terraform.borealis.tfstate"), "{}");
    writeFileSync(join(tenants, "acme.yaml"), tenantFile("acme", "1", governed.replace(/governance.*/, "")));
    rmSync(join(tenants, "borealis.yml"));
    const { code, err } = await synth("--tenant", "acme");
    expect(code).toBe(0);
    expect(err).toMatch(/removed the stack acme-governance: no tenant file asks for it/);
    expect(err).toMatch(/removed the stack borealis: .*terraform\.borealis\.tfstate stays in .*agentid offboard/);
    expect(stacks()).toEqual(["acme", "borealis", "elsewhere"]);
    expect(readdirSync(join(out, "stacks", "borealis"))).toEqual(["terraform.borealis.tfstate"]);
    expect((await synth()).err).toBe("");
    expect(existsSync(join(out, "stacks", "elsewhere", "cdk.tf.json"))).toBe(true);
  });

  test("a tenant or ring that there is not is refused", async () => {
    expect(await synth("--tenant", "acmee")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/did you mean "acme"/),
    });
    expect(await agentid("validate", "--tenants", tenants, "--content", content, "--ring", "canry")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/did you mean "canary"/),
    });
    expect(await agentid("validate", "--tenants", tenants, "--content", content, "--ring", "canary")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/1 tenants$/),
    });
  });
});

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/package";
import { customers } from "./customers";
import { asked, inCheckout, installed, type Project } from "./packed";

let project: Project;
beforeAll(() => {
  project = installed();
  writeFileSync(join(project.folder, "package.json"), "{}");
});
afterAll(() => rmSync(project.folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(project.folder, file), "utf8");

test("init writes a project that is valid, and keeps what is there", () => {
  expect(project.agentid("init", "--name", "fabrikam")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/written {2}tenants\/fabrikam\.yaml[\s\S]*are made up/),
  });
  expect(readdirSync(project.folder).sort()).toEqual(expect.arrayContaining([".gitignore", "cdktf.json", "tenants"]));
  const schema = /\$schema=(\S+)/.exec(read("tenants/fabrikam.yaml"))![1]!;
  expect(existsSync(join(project.folder, "tenants", schema))).toBe(true);
  expect(project.agentid("init", "--name", "fabrikam").out).toMatch(/kept {5}tenants\/fabrikam\.yaml/);
});

test("the caller's tenants are validated, synthesized and checked", () => {
  expect(project.agentid("validate")).toMatchObject({ code: 0, out: expect.stringMatching(/1 tenants\n$/) });
  expect(project.agentid("synth")).toMatchObject({ code: 0, out: "cdktf.out/stacks/fabrikam/cdk.tf.json\n" });
  expect(read("cdktf.out/stacks/fabrikam/cdk.tf.json")).not.toContain(project.folder);
  expect(project.agentid("check")).toMatchObject({ code: 0, out: expect.stringMatching(/on 1 stack: 0 findings\n$/) });
});

test("own rules come on top of the package's, with a lock beside them", () => {
  expect(project.agentid("lock")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/installed package, whose lock is not yours/),
  });
  mkdirSync(join(project.folder, "detections"));
  // A rule with its tests and its guide.
  for (const ending of ["yaml", "test.yaml", "guide.md"]) {
    const text = readFileSync(join(packageRoot(), `detections/signing/AIC-032-signing-key.${ending}`), "utf8");
    writeFileSync(
      join(project.folder, `detections/own-signing-key.${ending}`),
      text
        .replace(/^id: .*$/m, "id: 0e1f6a3c-5b7d-4c92-8a10-6d2e9f4b7c35")
        .replace(/^name: .*$/m, "name: A key of ours is old")
        .replaceAll("AIC-032", "AIC-901"),
    );
  }
  expect(project.agentid("lock").code).toBe(0);
  expect(Object.keys(JSON.parse(read("content.lock.json")))).toEqual(["detections/own-signing-key"]);
  expect(project.agentid("synth").code).toBe(0);
  const { azurerm_sentinel_alert_rule_scheduled: rules } = JSON.parse(
    read("cdktf.out/stacks/fabrikam/cdk.tf.json"),
  ).resource;
  expect(Object.keys(rules).filter((name) => /own-signing-key|AIC-032/.test(name))).toHaveLength(2);
  cpSync(
    join(project.folder, "detections/own-signing-key.yaml"),
    join(project.folder, "detections/AIC-032-signing-key.yaml"),
  );
  expect(project.agentid("validate")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/the package has AIC-032-signing-key among its detections/),
  });
  rmSync(join(project.folder, "detections"), { recursive: true });
  rmSync(join(project.folder, "content.lock.json"));
});

describe("a second customer", () => customers(() => project));

test("an own CDKTF app is compiled and synthesized", () => {
  cpSync(join(packageRoot(), "examples/own-app/main.ts"), join(project.folder, "main.ts"));
  // The package's name is not to lead into this checkout, as it does for programs of the tests.
  const { TSX_TSCONFIG_PATH: _, ...env } = process.env;
  const run = (file: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(packageRoot(), "node_modules", file), ...args], {
      cwd: project.folder,
      env,
      encoding: "utf8",
    });
  run(
    "typescript/bin/tsc",
    "--noEmit",
    "--skipLibCheck",
    "--strict",
    "--module",
    "commonjs",
    "--target",
    "es2022",
    "main.ts",
  );
  run("tsx/dist/cli.mjs", "main.ts");
  const stack = JSON.parse(read("cdktf.out/stacks/soc/cdk.tf.json"));
  expect(stack.terraform).toMatchObject({
    backend: { local: { path: "terraform.soc.tfstate" } },
    required_providers: { azurerm: { version: ">= 4.60.0, < 6.0.0" } },
  });
  expect(JSON.stringify(stack)).not.toContain(project.folder);
});

test("what compiled files ask for is declared, also of the packages inside; sources of playbooks stay behind", () => {
  const home = join(project.folder, "node_modules/sentinel-agent-identities");
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const known = new Set([
    "sentinel-agent-identities",
    ...inCheckout,
    ...Object.keys({ ...dependencies, ...peerDependencies }),
  ]);
  expect(asked(home)).toEqual(expect.arrayContaining(["@duckdb/node-api", "@sigstore/verify"]));
  expect(asked(home).filter((name) => !known.has(name))).toEqual([]);
  const playbooks = readdirSync(join(home, "playbooks"), { recursive: true, encoding: "utf8" });
  expect(playbooks).toContain("PB-01-freeze-agent/workflow.json");
  expect(playbooks.filter((file) => file.endsWith(".ts"))).toEqual([]);
});

test("the pages and the lock of the package come with it", () => {
  const home = join(project.folder, "node_modules/sentinel-agent-identities");
  for (const file of ["docs/deploying.md", "docs/tenants.md", "content.lock.json", "schemas/tenant.schema.json"])
    expect(existsSync(join(home, file))).toBe(true);
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tenantFile } from "../tenants/support";
import { agentid, temporaryFolder } from "./support";

const folder = temporaryFolder();
const [tenants, out] = [join(folder, "tenants"), join(folder, "out")];
const vault = (attributes: object) => ({
  terraform: { required_version: "1.11.0" },
  resource: {
    azurerm_key_vault: {
      it: { purge_protection_enabled: true, rbac_authorization_enabled: true, tags: { owner: "x" }, ...attributes },
    },
  },
});
mkdirSync(tenants);
const acme = (more = "") => writeFileSync(join(tenants, "acme.yaml"), tenantFile("acme", "1", more));
writeFileSync(join(tenants, "borealis.yaml"), tenantFile("borealis", "2"));
for (const [stack, attributes] of [
  ["acme", { purge_protection_enabled: false }],
  ["borealis", {}],
] as const) {
  mkdirSync(join(out, "stacks", stack), { recursive: true });
  writeFileSync(join(out, "stacks", stack, "cdk.tf.json"), JSON.stringify(vault(attributes)));
}
const check = (...args: string[]) => agentid("check", ...args, "--tenants", tenants, "--now", "2026-03-01");

test("every stack is checked, or those of tenants that are named", async () => {
  acme();
  expect(await check(out)).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /acme\/cdk\.tf\.json error vault-purge-protection azurerm_key_vault\.it can be purged[\s\S]*checks on 2 stacks: 1 finding$/,
    ),
  });
  expect(await check(out, "--tenant", "borealis")).toMatchObject({
    code: 0,
    out: expect.stringMatching(/on 1 stack: 0 findings$/),
  });
  expect(await check(join(out, "stacks", "acme", "cdk.tf.json"))).toMatchObject({ code: 1 });
});

test("a tenant's waiver accepts a finding, and is itself held to its end", async () => {
  const waiver = (expires: string) =>
    `waivers:\n  - { check: vault-purge-protection, reason: a vault of one night, owner: ana@acme.example, expires: "${expires}" }\n`;
  acme(waiver("2026-12-31"));
  expect(await check(out)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/accepted by ana@acme\.example[\s\S]*0 findings, 1 accepted$/),
  });
  acme(waiver("2026-02-28"));
  expect(await check(out)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/acme\.yaml:8:5 error waiver-expired/),
  });
  acme(waiver("2026-02-30"));
  expect(await check(out)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/acme\.yaml:8:\d+ error tenant\/waiver there is no day/),
  });
  acme("waivers:\n  - { check: vault-rbac, reason: none of ours, ownr: ana@acme.example, expires: '2026-12-31' }\n");
  expect(await check(out)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/unknown key "ownr" *\n.*mean "owner"/),
  });
  acme();
});

test("a project's own checks and settings are its file's", async () => {
  writeFileSync(
    join(folder, "no-demo.js"),
    'exports.default = { id: "no-demo", title: "No vault of a demo", why: "they stay for ever", fix: "remove it", severity: "warning", run: (d) => d.resources.filter((r) => r.attributes.tags.demo).map((r) => ({ address: r.address, message: "is of a demo" })) };',
  );
  const config = join(folder, "agentid.json");
  writeFileSync(
    config,
    JSON.stringify({ policy: { checks: ["./no-demo.js"], profile: "private", requiredTags: ["owner", "cost"] } }),
  );
  const { stdout: _, ...run } = {
    stdout: "",
    ...(await check(out, "--tenant", "borealis", "--config", config, "--format", "json")),
  };
  expect(run.code).toBe(1);
  expect(JSON.parse(run.out).findings.map((one: { check: string }) => one.check)).toEqual([
    "vault-firewall",
    "vault-public-access",
    "required-tags",
  ]);
  writeFileSync(
    join(out, "stacks", "borealis", "cdk.tf.json"),
    JSON.stringify(vault({ tags: { owner: "x", demo: "1" } })),
  );
  expect((await check(out, "--tenant", "borealis", "--config", config)).out).toMatch(
    /warning no-demo azurerm_key_vault\.it is of a demo/,
  );
  writeFileSync(config, JSON.stringify({ policy: { check: [] } }));
  expect(await check(out, "--config", config)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/has policy\.check: use checks/),
  });
  writeFileSync(config, JSON.stringify({ policy: { checks: ["./gone.js"] } }));
  expect(await check(out, "--config", config)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/gone\.js, which does not exist/),
  });
});

test("what is no Terraform is refused, and so is a tenant that there is not", async () => {
  expect(await check(join(folder, "nowhere"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/nowhere does not exist: run agentid synth/),
  });
  writeFileSync(join(folder, "other.json"), '{"a": 1}');
  expect(await check(join(folder, "other.json"))).toMatchObject({
    code: 1,
    err: expect.stringMatching(/neither a configuration nor a plan/),
  });
  expect(await check(out, "--tenant", "acmee")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/did you mean "acme"/),
  });
});

test("the checks can be listed, and are SARIF where that is asked for", async () => {
  expect((await check("--list")).out.split("\n")).toContain(
    "vault-purge-protection (error): A key vault cannot be purged",
  );
  expect(JSON.parse((await check(out, "--format", "sarif")).out)).toMatchObject({ version: "2.1.0" });
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandIn } from "../shared/command";
import { shipped } from "../shared/content";
import { armTemplate, id, sigmaRule, yamlRule } from "./samples";

const folder = mkdtempSync(join(tmpdir(), "agentid-import-"));
afterAll(() => rmSync(folder, { recursive: true }));
const agentid = commandIn(folder);
const name = "key-vault-read-by-somebody-new";
const rule = join(folder, `detections/imported/${name}.yaml`);
const tests = rule.replace(".yaml", ".test.yaml");

mkdirSync(join(folder, "theirs"));
writeFileSync(join(folder, "theirs/vault.yaml"), yamlRule);
writeFileSync(join(folder, "theirs/export.json"), JSON.stringify({ ...armTemplate, resources: [] }));

test("a dry run writes nothing, and neither does an import of which a part is refused", () => {
  const dry = agentid("import", "theirs", "--dry-run");
  expect(dry.out).toContain(`would write detections/imported/${name}.yaml`);
  expect(dry.status).toBe(0);
  writeFileSync(join(folder, "theirs/sigma.yml"), sigmaRule);
  const refused = agentid("import", "theirs");
  expect(refused.err).toMatch(/theirs\/sigma\.yml:1:1 error import\/not-a-rule a Sigma rule/);
  expect(refused.err).toMatch(/1 of 1 refused; nothing is written; --skip-refused writes the 1 others/);
  expect(refused.status).toBe(1);
  expect(existsSync(join(folder, "detections"))).toBe(false);
});

test("what is imported is valid beside the package's rules, keeps its id in Azure, and is not imported twice", () => {
  const { out, status } = agentid("import", "theirs", "--skip-refused");
  expect(out).toContain(`wrote detections/imported/${name}.test.yaml`);
  expect(status).toBe(0);
  const valid = agentid("validate");
  expect(valid.out).toMatch(new RegExp(`^valid: .* ${shipped.detections.length + 1} detections`));
  expect(valid.status).toBe(0);
  expect(agentid("lock").status).toBe(0);
  expect(agentid("import", "theirs", "--skip-refused").err).toMatch(
    /import\/taken detections\/imported\/.* is this rule already/,
  );
  expect(readdirSync(join(folder, "detections/imported")).sort()).toEqual([`${name}.test.yaml`, `${name}.yaml`]);
});

test("its stub fails until rows are written, and then it is tested as any other", () => {
  const before = agentid("test");
  expect(before.out).toMatch(/1 passed, 1 failed$/m);
  const row =
    '{ TimeGenerated: "2026-03-10T09:55:00Z", OperationNameValue: "MICROSOFT.KEYVAULT/VAULTS/SECRETS/READ", Caller: eve@contoso.com }';
  writeFileSync(tests, readFileSync(tests, "utf8").replace('{ TimeGenerated: "2026-03-10T09:55:00Z" }', row));
  expect(agentid("test").out).toMatch(/2 passed, 0 failed$/m);
});

test("it is deployed by the id that it came with", () => {
  expect(agentid("init").status).toBe(0);
  const { err, status } = agentid("synth");
  expect([status, err]).toEqual([0, expect.any(String)]);
  const stack = readFileSync(join(folder, "cdktf.out/stacks/contoso/cdk.tf.json"), "utf8");
  const rules = JSON.parse(stack).resource.azurerm_sentinel_alert_rule_scheduled as Record<
    string,
    { name: string; query: string }
  >;
  const mine = Object.values(rules).find((one) => one.name === id);
  expect(mine?.query).toContain('!startswith "$${"');
});

test("history is replayed through it, and through any folder of rules with the tests beside", () => {
  mkdirSync(join(folder, "history"));
  const rows = [0, 1, 2].map((minute) => ({
    TimeGenerated: `2026-03-10T09:0${minute}:00Z`,
    OperationNameValue: "MICROSOFT.KEYVAULT/VAULTS/SECRETS/READ",
    Caller: "eve@contoso.com",
  }));
  writeFileSync(join(folder, "history/AzureActivity.ndjson"), rows.map((row) => JSON.stringify(row)).join("\n"));
  const options = [
    "--input",
    "history",
    "--from",
    "2026-03-10T09:30:00Z",
    "--to",
    "2026-03-10T11:00:00Z",
    "--format",
    "json",
  ];
  const alerts = (...args: string[]) => {
    const { out, err } = agentid("backtest", ...options, ...args);
    if (!out) throw new Error(err);
    return JSON.parse(out) as { rules: { alerts: number }[] };
  };
  const called = "Key vault read by somebody new";
  expect(JSON.stringify(alerts("--rule", called))).toMatch(new RegExp(`${called}.*"alerts":1`));
  writeFileSync(join(folder, "theirs/vault.test.yaml"), readFileSync(tests));
  rmSync(join(folder, "theirs/sigma.yml"));
  rmSync(join(folder, "detections"), { recursive: true });
  expect(JSON.stringify(alerts("--rules", "theirs"))).toMatch(new RegExp(`${called}.*"alerts":1`));
  const tested = agentid("test", "--rules", "theirs");
  expect(tested.out).toMatch(/pass {2}vault: the smallest rows that fire\n/);
  expect(tested.out).toMatch(/2 passed, 0 failed$/m);
});

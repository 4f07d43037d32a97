import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tenantFile } from "../tenants/support";
import { agentid, temporaryFolder } from "./support";

const tenants = join(temporaryFolder(), "tenants");
mkdirSync(tenants);
writeFileSync(
  join(tenants, "defaults.yaml"),
  "workspace: { retentionInDays: 90 }\nfamilies: { behaviour: false }\nthresholds: { MaxRepeats: 40 }\n",
);
writeFileSync(
  join(tenants, "rings.yaml"),
  "rings:\n  - name: canary\n    settings:\n      rules: { AIC-001: { frequency: 15m } }\n",
);
writeFileSync(
  join(tenants, "acme.yaml"),
  tenantFile(
    "acme",
    "1",
    "ring: canary\nrules: { AIC-048: { enabled: true }, AIC-001: { severity: Low } }\nwatchlists:\n  AgentDeployers:\n    - { PrincipalId: ana@acme.example }\n",
  ),
);
const explain = async (...what: string[]) => {
  const { code, out, err } = await agentid("explain", "tenant", "acme", ...what, "--tenants", tenants);
  return code === 0 ? out.split("\n").map((line) => line.replace(/\(([\w ]+), \S*?(\w[-\w]+\.yaml)/, "($1, $2")) : err;
};

test("every setting of a tenant is told with the file and line it came from", async () => {
  const lines = await explain();
  expect(lines).toEqual(
    expect.arrayContaining([
      "name: acme  (acme, acme.yaml:1:1)",
      "workspace.name: law-soc  (acme, acme.yaml:6:14)",
      "workspace.retentionInDays: 90  (defaults, defaults.yaml:1:14)",
      "thresholds.MaxRepeats: 40  (defaults, defaults.yaml:3:15)",
      "rules.AIC-001.frequency: 15m  (ring canary, rings.yaml:4:27)",
      "rules.AIC-001.severity: Low  (acme, acme.yaml:8:49)",
      "watchlists.AgentDeployers.0.PrincipalId: ana@acme.example  (acme, acme.yaml:11:9)",
    ]),
  );
});

test("so is each rule of an id, with what nobody changed", async () => {
  expect(await explain("AIC-048")).toEqual([
    expect.stringMatching(/^AIC-048-loop: /),
    "  rules.AIC-048.enabled: true  (acme, acme.yaml:8:21)",
    expect.stringMatching(/^ {2}severity: \w+ {2}\(the rule, AIC-048-loop\.yaml:\d+:1\)$/),
    expect.stringMatching(/^ {2}frequency: \w+ {2}\(the rule, /),
  ]);
  expect(await explain("AIC-041-rare-sequence")).toContain(
    "  families.behaviour: false  (defaults, defaults.yaml:2:13)",
  );
});

test("so are one setting and those below it", async () => {
  expect(await explain("workspace")).toHaveLength(2);
  expect(await explain("response.mode")).toEqual([
    expect.stringMatching(/^response\.mode: not set \(the most that any playbook does/),
  ]);
});

test("what there is not is refused with what is meant", async () => {
  expect(await explain("workspace.retention")).toMatch(
    /no setting "workspace\.retention": did you mean "workspace\.retentionInDays"/,
  );
  expect(await explain("AIC-999")).toMatch(/no rule "AIC-999"/);
});

test("programs read it as JSON", async () => {
  const { out } = await agentid("explain", "tenant", "acme", "AIC-001", "--tenants", tenants, "--format", "json");
  expect(JSON.parse(out).rules[0]).toMatchObject({
    rule: "AIC-001-credential-added-to-blueprint",
    settings: [
      { setting: "enabled", value: true, layer: "the rule" },
      { setting: "rules.AIC-001.severity", value: "Low", layer: "acme" },
      { value: "15m", layer: "ring canary" },
    ],
  });
});

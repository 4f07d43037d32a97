import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readWorkspace } from "../../lib/emulator";
import { stackOf } from "../shared/stacks";
import { loaded, tenantFile } from "./support";

type Rule = Readonly<Record<string, unknown>> & { readonly display_name: string };

/** Rules of a tenant's Terraform, by their kinds' resources. */
function rulesOf(more: string): { readonly rules: readonly Rule[]; readonly folder: string } {
  const { tenants, told } = loaded({ "a.yaml": tenantFile("acme", "1", more) });
  expect(told).toEqual([]);
  const folder = stackOf(tenants![0]!.tenant);
  const { resource } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  const { azurerm_sentinel_alert_rule_scheduled: scheduled, azurerm_sentinel_alert_rule_nrt: nrt } = resource;
  return { rules: Object.values({ ...scheduled, ...nrt }), folder };
}

const named = (rules: readonly Rule[], name: RegExp) => rules.find(({ display_name }) => name.test(display_name));

test("a tenant's Terraform has its families, rules, severities and frequencies", () => {
  const { rules, folder } = rulesOf(`families: { behaviour: false }
rules:
  AIC-048: { enabled: true }
  AIC-060: { enabled: false }
  AIC-047-outbound-volume: { severity: Low }
  AIC-046-unauthorised-destination: { severity: Low, enabled: false }
  AIC-044-write-burst: { enabled: true }
`);
  expect(named(rules, /repeats|loop/i)).toMatchObject({ enabled: true });
  expect(named(rules, /first time uses a tool|tool .*first/i)?.enabled ?? false).toBe(false);
  const off = rules.filter(({ enabled }) => enabled === false).length;
  expect(off).toBeGreaterThan(10);
  expect(rules.length - off).toBeGreaterThan(30);
  const { rules: run } = readWorkspace(folder);
  expect(run.filter(({ enabled }) => !enabled)).toHaveLength(off);
});

test("a rule that runs at another time looks at what arrived since", () => {
  const name = /^Secret or certificate added to an agent blueprint$/;
  const usual = named(rulesOf("").rules, name)!;
  const changed = named(rulesOf("rules: { AIC-001: { frequency: 30m, severity: Low } }\n").rules, name)!;
  expect(usual).toMatchObject({ query_frequency: "PT5M", severity: "High" });
  expect(changed).toMatchObject({ query_frequency: "PT30M", severity: "Low" });
  expect(changed.query).toBe(String(usual.query).replaceAll("Arrived >= ago(5m)", "Arrived >= ago(30m)"));
  expect(changed.query).not.toBe(usual.query);
});

test("limits for every agent are a row of AgentPolicy", () => {
  const { folder } = rulesOf("thresholds: { MaxReadsPerHour: 2000, SigningRequired: true, BaselineFactor: 2.5 }\n");
  const { watchlists } = readWorkspace(folder);
  expect(watchlists.find(({ alias }) => alias === "AgentPolicy")!.items).toEqual([
    expect.objectContaining({
      AgentOrBlueprintId: "*",
      MaxReadsPerHour: "2000",
      SigningRequired: "true",
      BaselineFactor: "2.5",
    }),
  ]);
});

test.each([
  [
    "a rule that there is not",
    "rules: { AIC-464: { enabled: false } }",
    /^a\.yaml:7:10 tenant\/rule there is no rule "AIC-464" \(did you mean/,
  ],
  [
    "a family that there is not",
    "families: { behavior: false }",
    /^a\.yaml:7:13 schema\/unknown-key .*did you mean "behaviour"/,
  ],
  ["a setting that there is not", "rules: { AIC-046: { enabld: false } }", /^a\.yaml:7:21 schema\/unknown-key/],
  ["a severity that there is not", "rules: { AIC-047: { severity: Severe } }", /^a\.yaml:7:31 schema\/value/],
  [
    "a severity that the query chooses",
    "rules: { AIC-040: { severity: Low } }",
    /^a\.yaml:7:31 tenant\/rule the query of AIC-040-first-seen-tool chooses the severity/,
  ],
  [
    "a frequency of a rule that runs every minute",
    "rules: { AIC-060: { frequency: 1h } }",
    /tenant\/rule AIC-060\S+ is an NRT rule/,
  ],
  [
    "a frequency above what the rule's period holds",
    "rules: { AIC-001: { frequency: 10d } }",
    /^a\.yaml:7:32 tenant\/rule every 10d, AIC-001/,
  ],
  [
    "a frequency below what Sentinel takes",
    "rules: { AIC-001: { frequency: 1m } }",
    /every 1m, .*outside what Sentinel accepts/,
  ],
  [
    "a frequency of a rule that waits for late rows",
    "rules: { AIC-047: { frequency: 2h } }",
    /^a\.yaml:7:32 tenant\/rule the query of AIC-047-outbound-volume looks at more/,
  ],
  ["a frequency in words", "rules: { AIC-047: { frequency: hourly } }", /write a time such as 30m/],
  [
    "a limit that there is not",
    "thresholds: { MaxReadPerHour: 5 }",
    /^a\.yaml:7:15 tenant\/thresholds there is no limit "MaxReadPerHour" \(did you mean "MaxReadsPerHour"/,
  ],
  [
    "a limit in words",
    "thresholds: { MaxReadsPerHour: two thousand }",
    /^a\.yaml:7:32 watchlist\/value .*two thousand.*whole number/,
  ],
  [
    "a limit that is there twice",
    'thresholds: { MaxRepeats: 5 }\nwatchlists: { AgentPolicy: [{ AgentOrBlueprintId: "*", MaxRepeats: "6" }] }',
    /^a\.yaml:7:15 tenant\/thresholds the row \* of AgentPolicy sets MaxRepeats, too/,
  ],
  [
    "no story where incidents are stories",
    "families: { story: false }",
    /^a\.yaml:7:13 tenant\/rule without its story rule .*incidents: rule/,
  ],
  [
    "its rule switched off, the same",
    "rules: { AIC-080: { enabled: false } }",
    /^a\.yaml:7:1 tenant\/rule without its story rule/,
  ],
])("%s is refused", (_what, more, says) => {
  const { told } = loaded({ "a.yaml": tenantFile("acme", "1", `${more}\n`) });
  expect(told.length).toBeGreaterThan(0);
  for (const one of told) expect(one).toMatch(says);
});

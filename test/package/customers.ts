import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./packed";

/** What somebody meets who adds a second customer by hand, and what a customer's people write into watchlists. */
export function customers(project: () => Project): void {
  const path = (file: string) => join(project().folder, file);
  const first = "tenants/fabrikam.yaml";
  const ids = [
    [/^tenantId: .*/m, "tenantId: 7a1c5f0e-2b64-4d39-8e05-c9f3b1d26a48"],
    [/^subscriptionId: .*/m, "subscriptionId: b3e80d52-6c1f-4a97-9d24-51f7ac0e8b36"],
  ] as const;
  const validated = () => project().agentid("validate");

  /** The first customer's file under another name, with other lines, for as long as `work` takes. */
  function withSecond(ending: string, lines: readonly (readonly [RegExp, string])[], more: string, work: () => void) {
    const file = path(`tenants/northwind${ending}`);
    const text = readFileSync(path(first), "utf8").replaceAll("fabrikam", "northwind");
    writeFileSync(file, lines.reduce((all, [from, to]) => all.replace(from, to), text) + more);
    try {
      work();
    } finally {
      rmSync(file);
    }
  }

  test("a copied tenant keeps nothing of the first without a word, whatever its file's ending", () => {
    withSecond(".yml", [], "", () => {
      const { code, err } = validated();
      expect(code).toBe(1);
      for (const line of [
        /tenants\/northwind\.yml:4:11 error tenant\/leak the id .* is fabrikam's, too: tenants\/fabrikam\.yaml:4:11/,
        /tenants\/northwind\.yml:5:17 error tenant\/leak/,
        /tenants\/northwind\.yml:\d+:\d+ error tenant\/same-place/,
      ])
        expect(err).toMatch(line);
    });
  });

  test.each([
    ["westeurop", /:6:11 error tenant\/region Azure has no region "westeurop"\n +did you mean "westeurope"\?/],
    ["moon", /:6:11 error tenant\/region Azure has no region "moon"\n +write a short name/],
  ])("there is no region %s", (region, message) => {
    withSecond(".yaml", [...ids, [/^location: .*/m, `location: ${region}`]], "", () =>
      expect(validated()).toMatchObject({ code: 1, err: expect.stringMatching(message) }),
    );
  });

  test("one rule is off, and another runs less often, for one customer; who is gone leaves no stack", () => {
    const changed = "rules:\n  AIC-001: { enabled: false, severity: Low }\n  AIC-004: { frequency: 30m }\n";
    withSecond(".yaml", [...ids, [/rg-agent-identities/, "rg-northwind"]], changed, () => {
      expect(project().agentid("synth")).toMatchObject({ code: 0, out: expect.stringContaining("stacks/northwind/") });
      const rules = (stack: string) =>
        Object.values<Record<string, unknown>>(
          JSON.parse(readFileSync(path(`cdktf.out/stacks/${stack}/cdk.tf.json`), "utf8")).resource
            .azurerm_sentinel_alert_rule_scheduled,
        );
      const named = (stack: string, name: string) => rules(stack).find((rule) => rule.display_name === name);
      const [added, assigned] = [
        "Secret or certificate added to an agent blueprint",
        "Directory role assigned to an agent",
      ];
      expect(named("northwind", added)).toMatchObject({ enabled: false, severity: "Low" });
      expect(named("fabrikam", added)).toMatchObject({ enabled: true, severity: "High" });
      expect(named("northwind", assigned)).toMatchObject({ enabled: true, query_frequency: "PT30M" });
      expect(named("fabrikam", assigned)).toMatchObject({ query_frequency: "PT5M" });
    });
    expect(project().agentid("synth").code).toBe(0);
    expect(existsSync(path("cdktf.out/stacks/northwind"))).toBe(false);
  });

  test("what no rule understands in a watchlist is refused where it stands", () => {
    const items = `watchlists:
  AgentPolicy:
    - { AgentOrBlueprintId: "*", MaxReadsPerHour: "two thousand", ResponseMode: Automatic, QuietHours: "22:00-06:00", Criticality: Mission critical, MaxFrozenShare: 25 %, AllowedDestinations: "https://a.example" }
  AgentExceptions:
    - { AgentId: 7a1c5f0e-2b64-4d39-8e05-c9f3b1d26a49, DetectionId: AIC-999, Expiry: next year, Reason: so }
    - { AgentId: 7a1c5f0e-2b64-4d39-8e05-c9f3b1d26a49, DetectionId: AIC-044, Expiry: 01/04/2026, Reason: so }
`;
    withSecond(".yaml", [...ids, [/rg-agent-identities/, "rg-northwind"]], items, () => {
      const { code, err } = validated();
      expect(code).toBe(1);
      for (const value of [
        'MaxReadsPerHour "two thousand"',
        'ResponseMode "Automatic"',
        'QuietHours "22:00-06:00"',
        'Criticality "Mission critical"',
        'MaxFrozenShare "25 %"',
        'AllowedDestinations "https://a.example"',
        'DetectionId "AIC-999"',
        'Expiry "next year"',
        'Expiry "01/04/2026"',
      ])
        expect(err).toMatch(
          new RegExp(`northwind\\.yaml:\\d+:\\d+ error watchlist/\\S+ .*${value.replace("?", "\\?")}`),
        );
    });
  });

  test("a fleet's folder is telemetry with its watchlists; a CSV of them is read to the letter", () => {
    expect(project().agentid("fleet", "--agents", "2", "--days", "1", "--out", "fleet").code).toBe(0);
    expect(project().agentid("synth").code).toBe(0);
    const policy = readFileSync(path("fleet/watchlists/AgentPolicy.csv"), "utf8");
    const refused = (text: string, message: RegExp) => {
      cpSync(path("fleet/watchlists"), path("lists"), { recursive: true });
      writeFileSync(path("lists/AgentPolicy.csv"), text);
      const { code, err } = project().agentid("simulate", "--input", "fleet", "--watchlists", "lists");
      expect(code).toBe(1);
      expect(err).toMatch(message);
      expect(err).not.toMatch(/\n +at /);
    };
    refused(policy.replace("ResponseMode", "ResponsMode"), /AgentPolicy\.csv:1:\d+ .*ResponsMode[\s\S]*ResponseMode/);
    refused(policy.replace(/\r?\n$/, ",one too many\n"), /AgentPolicy\.csv:\d+:\d+ /);
  });

  test("a fleet is replayed; an analyst's deed on an incident that never comes is told, a playbook that there is not is refused", () => {
    const simulated = (deed: object) => {
      writeFileSync(path("people.json"), JSON.stringify([{ after: "PT1H", incident: 99, ...deed }]));
      return project().agentid("simulate", "--input", "fleet", "--directory", "fleet", "--people", "people.json");
    };
    const { code, out } = simulated({ authorObjectId: "7a1c5f0e-2b64-4d39-8e05-c9f3b1d26a48", message: "fine" });
    expect(code).toBe(0);
    expect(out).toMatch(/Custom-AgentExecutionNative +AgentExecution_CL/);
    expect(out).toContain("there was no incident 99, on which people were to act");
    expect(simulated({ playbook: "agentid-unfreze" })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is no Logic App of this stack[\s\S]*did you mean "agentid-unfreeze"/),
    });
  });

  test("collect says which options it lacks", () => {
    expect(project().agentid("collect")).toMatchObject({ code: 1, err: expect.stringContaining("--once") });
    expect(project().agentid("collect", "--once")).toMatchObject({
      code: 1,
      err: expect.stringContaining("--directory"),
    });
  });
}

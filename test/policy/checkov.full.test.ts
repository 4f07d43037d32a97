import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { packageRoot } from "../../lib/content";
import { everything } from "../constructs/support/everything";
import { shipped } from "../shared/content";

const hasCheckov = !spawnSync("checkov", ["--version"]).error;
if (!hasCheckov)
  console.warn("checkov is not on the PATH: its findings are not compared with those that docs/policy.md answers");

const answered = () => {
  const [, part] = readFileSync(join(packageRoot(), "docs/policy.md"), "utf8").split("## What checkov says");
  return [...part!.split("\n## ")[0]!.matchAll(/`(CKV2?_AZURE_\d+)`/g)].map(([, id]) => id!).sort();
};

test("no finding of checkov is answered twice", () => {
  expect(answered().length).toBeGreaterThan(5);
  expect(new Set(answered()).size).toBe(answered().length);
});

(hasCheckov ? test : test.skip)(
  "what checkov finds in a tenant with everything on is what docs/policy.md answers",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "agentid-checkov-"));
    try {
      synthesize([everything], { content: shipped, outdir: join(folder, "out") });
      const file = join(folder, "out/stacks", everything.name, "cdk.tf.json");
      const { resource } = JSON.parse(readFileSync(file, "utf8")) as { resource: Record<string, object> };
      // It has no check of these, and they are most of what there is to read.
      for (const type of Object.keys(resource))
        if (/^(azapi_|azurerm_(sentinel|log_analytics)_)/.test(type)) delete resource[type];
      mkdirSync(join(folder, "in"));
      writeFileSync(join(folder, "in/cdk.tf.json"), JSON.stringify({ resource }, null, 2));
      const { stdout } = spawnSync(
        "checkov",
        [
          "--directory",
          join(folder, "in"),
          "--framework",
          "terraform_json",
          "--output",
          "json",
          "--skip-download",
          "--soft-fail",
        ],
        { encoding: "utf8", maxBuffer: 1e9 },
      );
      const { results } = JSON.parse(stdout) as { results: { failed_checks: { check_id: string }[] } };
      expect([...new Set(results.failed_checks.map(({ check_id: id }) => id))].sort()).toEqual(answered());
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

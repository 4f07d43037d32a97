/** `npm run demo`: synthesizes the example tenant and replays two recorded weeks of the finance agent through it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulationText } from "../lib/cli/report/simulation-text";
import { synthesize } from "../lib/constructs";
import { loadContent, packageRoot } from "../lib/content";
import { simulate } from "../lib/emulator";
import { loadTenants } from "../lib/tenants";

const weeks = [
  { folder: "ordinary-week", title: "An ordinary week of the finance agent" },
  { folder: "exfiltration", title: "The same week, but on Saturday its code is changed to copy the ledger out" },
];

async function main(): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "agentid-demo-"));
  try {
    const content = loadContent();
    synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir });
    console.log("Synthesized tenant contoso to Terraform; the local emulator now runs that very Terraform.\n");
    for (const { folder, title } of weeks) {
      console.log(`=== ${title} ===\n`);
      const input = join(packageRoot(), "examples/finance-agent/recordings", folder);
      console.log(`${simulationText(await simulate({ stack: outdir, input }))}\n`);
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

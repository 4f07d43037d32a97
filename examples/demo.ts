/**
 * `npm run demo`: synthesizes the example tenant, takes in two recorded weeks of the finance agent, and lives through the
 * last working day of one and the weekend of the other. `npm run demo -- --whole` lives through both weeks whole.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulationText } from "../lib/cli/report/simulation-text";
import { synthesize } from "../lib/constructs";
import { loadContent, packageRoot } from "../lib/content";
import { simulate } from "../lib/emulator";
import { loadTenants } from "../lib/tenants";
import { chainText } from "./chain";
import { AGENT_ID, WEEK_DAYS, WEEK_START } from "./finance-agent/ids";
import { layOutWeek } from "./finance-agent/week";

const weekEnd = new Date(WEEK_START.getTime() + WEEK_DAYS * 86_400_000);
const weeks = [
  {
    name: "ordinary-week",
    title: "An ordinary week of the finance agent",
    from: new Date("2026-03-06T00:00:00Z"),
    to: new Date("2026-03-07T00:00:00Z"),
  },
  {
    name: "exfiltration",
    title: "The same week, but on Saturday its code is changed to copy the ledger out",
    from: new Date("2026-03-07T20:00:00Z"),
    to: new Date(weekEnd.getTime() + 3 * 3_600_000),
  },
];
const whole = process.argv.includes("--whole");

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-demo-"));
  try {
    const content = loadContent();
    const stack = join(folder, "out");
    synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: stack });
    console.log("Synthesized tenant contoso to Terraform; the local emulator now runs that very Terraform.\n");
    for (const { name, title, ...span } of weeks) {
      console.log(`=== ${title} ===\n`);
      const input = join(folder, name);
      layOutWeek(name, input);
      const lived = whole ? { from: WEEK_START } : span;
      console.log(`${simulationText(await simulate({ stack, input, ...lived }))}\n`);
      console.log("The chain behind the agent's last action, from the record back to the review");
      console.log(`${await chainText(stack, input, AGENT_ID, weekEnd)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

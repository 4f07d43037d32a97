/**
 * `npm run demo`: synthesizes the example tenant and lives through it on this machine. First a working day on which nothing
 * happens, then both use cases to their end: telemetry in, incident, lineage, response, ledger, and back again.
 * `npm run demo -- --whole` lives through the whole ordinary week; `--portal azure` lives where Sentinel makes the incidents,
 * whatever the tenant's file says.
 */
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { forkModule } from "@sentinel-agent-identities/processes";
import { cacheFolder, WorkCache } from "../lib/cache";
import { simulationText } from "../lib/cli/report";
import { synthesize } from "../lib/constructs";
import { packageRoot, readContent, vocabulary } from "../lib/content";
import { simulate } from "../lib/emulator";
import type { SentMail } from "../lib/emulator/graph";
import type { PortalSettings } from "../lib/emulator/portal";
import { loadTenants } from "../lib/tenants";
import { chainText } from "./chain";
import { AGENT_ID, WEEK_START } from "./finance-agent/ids";
import { financeUseCase, released } from "./finance-agent/use-case";
import { layOutWeek } from "./finance-agent/week";
import { healthcareUseCase } from "./healthcare-agent/use-case";
import { SOC_MAILBOX } from "./people";
import { byHandText, play } from "./response/use-case";

/** Where analysts work, when it is not to be where the tenant's file says. */
const asked = vocabulary.portals.find((name) => process.argv.includes(name));
const portal: Partial<PortalSettings> = asked ? { portal: asked } : {};

const title = (text: string) => console.log(`=== ${text} ===\n`);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-demo-"));
  try {
    const healthcare = await healthcareUseCase(join(folder, "clinic"));
    const stack = synthesizeFor(join(folder, "out"), healthcare.workflowScope);
    console.log("Synthesized tenant contoso to Terraform; the local emulator now runs that very Terraform.\n");
    await ordinary(stack, join(folder, "ordinary"));
    // Lived through beside the finance agent's day, when most rules are compiled; shown when it is its turn.
    const clinic = elsewhere("healthcare-agent/clinic", stack, join(folder, "clinic-hour"), ...(asked ? [asked] : []));
    // Said when it is its turn.
    clinic.catch(() => undefined);
    await finance(stack, join(folder, "finance"));
    title("A healthcare agent in a loop, reading patients outside its scope");
    process.stdout.write(await clinic);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param workflowScope resource group that playbooks may pause workloads in, besides the tenant's own */
function synthesizeFor(outdir: string, workflowScope: string): string {
  // What is shipped was checked when it was written: the tests do so.
  const content = readContent(packageRoot());
  const [tenant] = loadTenants(join(packageRoot(), "tenants"), content);
  const workflowScopes = [...(tenant!.response?.workflowScopes ?? []), workflowScope];
  synthesize([{ ...tenant!, response: { ...tenant!.response, workflowScopes, mailSender: SOC_MAILBOX.id } }], {
    content,
    outdir,
  });
  return join(outdir, "stacks", tenant!.name);
}

async function ordinary(stack: string, input: string): Promise<void> {
  title("An ordinary week of the finance agent");
  layOutWeek("ordinary-week", input);
  const day = { from: new Date("2026-03-06T06:00:00Z"), to: new Date("2026-03-06T18:00:00Z") };
  const lived = process.argv.includes("--whole") ? { from: WEEK_START } : day;
  console.log(
    `${simulationText(await simulate({ stack, input, cache: new WorkCache(cacheFolder()), portal, ...lived }))}\n`,
  );
}

async function finance(stack: string, input: string): Promise<void> {
  title("The same week, but on Saturday its code is changed to copy the ledger out");
  layOutWeek("exfiltration", input);
  const { text: lines, lived } = await play({ ...financeUseCase(stack, input), portal });
  console.log(`${lines}\n`);
  console.log(lived.cloud.directory.mails.map(mailText).join("\n"));
  console.log("\nThe chain behind the agent's last action, from the record back to the review");
  console.log(`${await chainText(lived.emulator, AGENT_ID, released)}\n`);
  const incident = lived.simulation.incidents[0]!;
  console.log("Undone: on Monday the reviewed build runs again, and an analyst gives the agent back to its work");
  const run = await lived.start("agentid-unfreeze", incident, released);
  console.log(byHandText(run, incident, "agentid-unfreeze"));
  const { accountEnabled } = lived.cloud.directory.get("servicePrincipals", AGENT_ID);
  console.log(`  In the emulated tenant the agent is ${accountEnabled ? "enabled" : "disabled"} again.\n`);
  await lived.close();
}

/** A mail in one line, as https://learn.microsoft.com/graph/api/user-sendmail takes it. */
function mailText({ message }: SentMail): string {
  const { subject, toRecipients } = message as {
    subject: string;
    toRecipients: { emailAddress: { address: string } }[];
  };
  return `Mail to ${toRecipients.map(({ emailAddress }) => emailAddress.address).join(", ")}: ${subject}`;
}

/** What a module beside this one prints, run in another process. */
async function elsewhere(module: string, ...args: readonly string[]): Promise<string> {
  const child = forkModule(join(__dirname, module), args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const [printed, [code]] = await Promise.all([text(child.stdout!), once(child, "exit")]);
  if (code !== 0) throw new Error(`${module} ended with ${code}`);
  return printed;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

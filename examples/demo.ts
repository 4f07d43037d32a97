/**
 * `npm run demo`: synthesizes the example tenant and lives through it on this machine. First a working day on which nothing
 * happens, then both use cases to their end: telemetry in, incident, lineage, response, ledger, and back again. It tells the
 * story, and writes it as a page.
 * `npm run demo -- --verbose` prints all of it; `--whole` lives through the whole ordinary week; `--portal azure` lives where
 * Sentinel makes the incidents, whatever the tenant's file says; `--report FILE` says where the page goes.
 */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { forkModule } from "@sentinel-agent-identities/processes";
import { cacheFolder, WorkCache } from "../lib/cache";
import { synthesize } from "../lib/constructs";
import { packageRoot, readContent, vocabulary } from "../lib/content";
import type { PortalSettings } from "../lib/emulator/portal";
import { storyPage, storyText } from "../lib/report";
import { loadTenants } from "../lib/tenants";
import type { Chapter } from "./chapter";
import { finance } from "./finance-agent/saturday";
import { ordinary } from "./finance-agent/working-day";
import { healthcareUseCase } from "./healthcare-agent/use-case";
import { SOC_MAILBOX } from "./people";

const { values: asked } = parseArgs({
  options: {
    portal: { type: "string" },
    report: { type: "string", default: join("cdktf.out", "demo", "report.html") },
    verbose: { type: "boolean", default: false },
    whole: { type: "boolean", default: false },
  },
});
/** Where analysts work, when it is not to be where the tenant's file says. */
const portal: Partial<PortalSettings> = asked.portal === undefined ? {} : { portal: portalNamed(asked.portal) };

function portalNamed(name: string): PortalSettings["portal"] {
  const known = vocabulary.portals.find((one) => one === name);
  if (known) return known;
  throw new Error(`--portal ${name}: there is no such portal; write ${vocabulary.portals.join(" or ")}`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-demo-"));
  try {
    const healthcare = await healthcareUseCase(join(folder, "clinic"));
    const stack = synthesizeFor(join(folder, "out"), healthcare.workflowScope);
    console.log("Tenant contoso is synthesized; the local emulator runs that very Terraform.\n");
    const quiet = await ordinary(stack, join(folder, "ordinary"), portal, asked.whole);
    tell(quiet);
    // Lived through beside the finance agent's day, when most rules are compiled; shown when it is its turn.
    const hour = elsewhere("healthcare-agent/clinic", stack, join(folder, "clinic-hour"), portal.portal);
    // Said when it is its turn.
    hour.catch(() => undefined);
    const saturday = await finance(stack, join(folder, "finance"), portal);
    tell(saturday);
    const clinic = await hour;
    tell(clinic);
    const file = resolve(asked.report);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      storyPage(
        "What two agents did, and what stopped them",
        [saturday, clinic, quiet].map(({ story }) => story),
      ),
    );
    console.log(`The whole story as a page: ${file}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param workflowScope resource group that playbooks may pause workloads in, besides the tenant's own */
function synthesizeFor(outdir: string, workflowScope: string): string {
  // What is shipped was checked when it was written: the tests do so.
  const cache = new WorkCache(cacheFolder());
  const content = readContent(packageRoot(), cache);
  cache.save();
  const [tenant] = loadTenants(join(packageRoot(), "tenants"), content);
  const workflowScopes = [...(tenant!.response?.workflowScopes ?? []), workflowScope];
  synthesize([{ ...tenant!, response: { ...tenant!.response, workflowScopes, mailSender: SOC_MAILBOX.id } }], {
    content,
    outdir,
  });
  return join(outdir, "stacks", tenant!.name);
}

function tell({ story, timing, details }: Chapter): void {
  const colours = process.stdout.isTTY === true && process.stdout.hasColors();
  if (asked.verbose) console.log(`=== ${story.title} ===\n\n${details}\n`);
  else console.log(`${storyText(story, { colours, ...(timing ? { closing: [["Time", timing]] } : {}) })}\n`);
}

/** What a module beside this one prints, run in another process. */
async function elsewhere(module: string, ...args: readonly (string | undefined)[]): Promise<Chapter> {
  const given = args.filter((one) => one !== undefined);
  const child = forkModule(join(__dirname, module), given, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  const [printed, [code]] = await Promise.all([text(child.stdout!), once(child, "exit")]);
  if (code !== 0) throw new Error(`${module} ended with ${code}`);
  return JSON.parse(printed) as Chapter;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

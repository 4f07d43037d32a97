import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../lib/package";
import { measure } from "./measure";
import type { BenchRow } from "./result";

interface Row {
  readonly name: string;
  readonly args: readonly string[];
  readonly runs: number;
  /** makes what a run needs, untimed */
  readonly before?: () => void;
}

/**
 * Commands as a user starts them, in a process of their own and with a cache that nothing else uses. Cold: nothing is
 * kept from before. Warm: everything is, but where a file is said to have changed.
 * @param folder an empty one to work in
 */
export async function benchStartup(folder: string): Promise<BenchRow[]> {
  const work = workFolder(folder);
  const tenant = join(work, "tenants", "contoso.yaml");
  const tenantText = readFileSync(tenant, "utf8");
  let change = 0;
  const changeTenant = () => writeFileSync(tenant, `${tenantText}\n# change ${change++}\n`);
  const validate = ["validate", "--tenants", "tenants"];
  const rows: readonly Row[] = [
    { name: "agentid --help", args: ["--help"], runs: 5 },
    { name: "agentid --version", args: ["--version"], runs: 5 },
    { name: "validate, cold", args: [...validate, "--no-cache"], runs: 3 },
    { name: "validate, warm", args: validate, runs: 3 },
    { name: "synth of one changed tenant, warm", args: synth("tenants"), runs: 3, before: changeTenant },
    { name: "synth of 20 tenants, warm", args: synth(twentyTenants(work, tenantText)), runs: 3 },
    { name: "test of one rule, warm", args: ["test", "detections/behaviour/AIC-043-read-velocity"], runs: 3 },
  ];
  const results: BenchRow[] = [];
  for (const row of rows) results.push(await resultOf(row, work));
  return results;
}

async function resultOf({ name, args, runs, before }: Row, work: string): Promise<BenchRow> {
  let peakMemory = 0;
  const once = () => {
    before?.();
    peakMemory = Math.max(peakMemory, run(args, work));
  };
  const [timing] = await measure([once], runs, 1);
  return { name, timing: timing!, figures: {}, peakMemory };
}

/** @returns the most memory that it took */
function run(args: readonly string[], cwd: string): number {
  const tell = "process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)))";
  const program = `process.argv.splice(1, 0, "agentid"); ${tell}; require(${JSON.stringify(join(packageRoot(), "bin", "agentid.js"))})`;
  const stdio = ["ignore", "pipe", "pipe", "pipe"] as const;
  const { status, stderr, output } = spawnSync(process.execPath, ["--eval", program, "--", ...args], {
    cwd,
    encoding: "utf8",
    stdio: [...stdio],
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`agentid ${args.join(" ")} ended with ${status}: ${stderr}`);
  return Number(output[3]) * 1024;
}

const synth = (tenants: string) => ["synth", "--tenants", tenants, "--out", "out"];

/** A folder that commands take for somebody's project: their cache is in its packages. */
function workFolder(folder: string): string {
  const work = join(folder, "startup");
  mkdirSync(join(work, "node_modules"), { recursive: true });
  writeFileSync(join(work, "package.json"), "{}");
  cpSync(join(packageRoot(), "tenants"), join(work, "tenants"), { recursive: true });
  return work;
}

function twentyTenants(work: string, text: string): string {
  const folder = join(work, "twenty");
  mkdirSync(folder);
  for (let i = 1; i <= 20; i++)
    writeFileSync(join(folder, `tenant-${i}.yaml`), withOwnIds(text, i).replace(/^name: .*$/m, `name: tenant-${i}`));
  return folder;
}

/** No two tenants have an id in common. */
const withOwnIds = (text: string, tenant: number): string =>
  text.replace(/\b[0-9a-f]{8}(?=(-[0-9a-f]{4}){3}-[0-9a-f]{12})/g, (digits) =>
    ((Number.parseInt(digits, 16) ^ tenant) >>> 0).toString(16).padStart(8, "0"),
  );

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { Argument, Command, Option } from "commander";
import { wholeNumber } from "../lib/cli/commands/whole-number";
import type { BenchRow } from "./result";
import type { ScaleOptions } from "./scale";

/** Benches that give rows. */
const plain: Readonly<Record<string, () => Promise<(folder: string) => Promise<BenchRow[]>>>> = {
  startup: async () => (await import("./startup")).benchStartup,
  relay: async () => (await import("./relay")).benchRelay,
  tail: async () => (await import("./tail")).benchTail,
};

/** Those that need the example tenant's Terraform. */
const withStack: Readonly<Record<string, () => Promise<(stack: string, folder: string) => Promise<BenchRow[]>>>> = {
  ingest: async () => (await import("./ingest")).benchIngest,
  open: async () => (await import("./open")).benchOpen,
  replay: async () => (await import("./replay")).benchReplay,
};

/** Benches that print by themselves. */
const printing: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  kql: async () => (await import("./kql")).benchKql(),
  rules: async (folder) => (await import("./rules")).benchRules(folder),
  otlp: async () => (await import("./otlp")).benchOtlp(),
  signing: async (folder) => (await import("./signing")).benchSigning(folder),
  verify: async () => (await import("./verify")).benchVerify(),
  synth: async (folder) => (await import("./synth")).benchSynth(folder),
  tenants: async (folder) => (await import("./tenants")).benchTenants(folder),
  volume: async (folder) => (await import("./volume")).benchVolume(folder),
  simulate: async (folder) => (await import("./simulate")).benchSimulate(await stackIn(folder)),
};

/** The example tenant, synthesized. */
async function stackIn(folder: string): Promise<string> {
  const { synthesize } = await import("../lib/constructs");
  const { loadContent, packageRoot } = await import("../lib/content");
  const { loadTenants } = await import("../lib/tenants");
  const content = loadContent();
  const out = join(folder, "stack");
  synthesize(loadTenants(join(packageRoot(), "tenants"), content), { content, outdir: out });
  return join(out, "stacks", "contoso");
}

interface BenchOptions extends ScaleOptions {
  readonly format: "text" | "json";
}

async function bench(name: string | undefined, { format, ...size }: BenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-bench-"));
  const inside = (part: string): string => {
    const path = join(folder, part);
    mkdirSync(path);
    return path;
  };
  try {
    if (format === "text")
      console.log(`Node ${process.version}, ${cpus().length} cores; median (fastest to slowest)\n`);
    const { printRows } = await import("./result");
    if (name && plain[name]) printRows(await (await plain[name]())(inside(name)), format);
    else if (name === "scale") {
      const { benchScale } = await import("./scale");
      const rows: BenchRow[] = [];
      for await (const row of benchScale(await stackIn(folder), inside(name), size)) {
        rows.push(row);
        // A large fleet takes hours.
        if (format === "text") printRows([row], format);
      }
      if (format === "json") printRows(rows, format);
    } else if (name && withStack[name])
      printRows(await (await withStack[name]())(await stackIn(folder), inside(name)), format);
    else
      for (const part of name ? [name] : ["synth", "simulate"]) {
        await printing[part]!(inside(part));
        console.log();
      }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const counts = (text: string): number[] => text.split(",").map(wholeNumber);

const names = ["scale", ...Object.keys(plain), ...Object.keys(withStack), ...Object.keys(printing)];

new Command("bench")
  .description("medians, side by side in one run, because only ratios compare between machines")
  .addArgument(new Argument("[name]", "synth and simulate when left out").choices(names))
  .addOption(
    new Option(
      "--format <format>",
      `json: of ${["scale", ...Object.keys(plain), ...Object.keys(withStack)].join(", ")}`,
    )
      .choices(["text", "json"])
      .default("text"),
  )
  .option("--agents <counts>", "of scale: sizes of fleets, such as 100,200", counts, [100, 200, 400])
  .option("--days <count>", "of scale: days of each fleet", wholeNumber, 3)
  .action(bench)
  .parseAsync()
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });

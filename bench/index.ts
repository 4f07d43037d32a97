import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { benchKql } from "./kql";
import { benchRules } from "./rules";
import { benchSigning } from "./signing";
import { benchSimulate } from "./simulate";
import { benchSynth } from "./synth";
import { benchVerify } from "./verify";

/** `npm run bench [kql|rules|signing|verify]`: medians, side by side in one run, because only ratios compare between machines. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "agentid-bench-"));
  try {
    console.log(`Node ${process.version}, ${cpus().length} cores; median (fastest to slowest)\n`);
    if (process.argv[2] === "kql") return await benchKql();
    if (process.argv[2] === "rules") return await benchRules(folder);
    if (process.argv[2] === "verify") return await benchVerify();
    if (process.argv[2] === "signing") return await benchSigning(folder);
    await benchSynth(folder);
    console.log();
    await benchSimulate(join(folder, "solution"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

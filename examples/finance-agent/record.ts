import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { WEEK_DAYS } from "./ids";
import { record, SCENARIOS, type Scenario } from "./simulation/recording";
import { signedTelemetry } from "./telemetry/signed";

/** Writes both recordings: `npx tsx examples/finance-agent/record.ts [folder]`. Sends signed records too, where the environment says where. */
async function main(folder = join(__dirname, "recordings")): Promise<void> {
  const signed = signedTelemetry(process.env);
  for (const scenario of Object.keys(SCENARIOS) as Scenario[]) {
    const target = join(folder, scenario, "otlp");
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const [day, otlp] of await record(scenario, WEEK_DAYS, signed)) {
      const packed = gzipSync(otlp, { level: 9 });
      writeFileSync(join(target, `${day}.json.gz`), packed);
      console.log(`${scenario} ${day}: ${otlp.length} bytes, ${packed.length} compressed`);
    }
  }
  await signed?.shutdown();
}

void main(process.argv[2]);

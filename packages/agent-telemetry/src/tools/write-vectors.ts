import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeVectors } from "./vectors";

const file = join(__dirname, "../../../lineage/test/vectors/agent-record.json");

/** Writes the test vectors of the agent record: `npx tsx packages/agent-telemetry/src/tools/write-vectors.ts`. */
async function main(): Promise<void> {
  const before = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(await makeVectors(before), undefined, 2)}\n`);
}

void main();

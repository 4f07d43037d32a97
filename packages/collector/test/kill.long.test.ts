import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../../../lib/fleet/random";
import { bundled } from "../../../test/shared/bundle";
import { newKey } from "../../lineage/test/support/records";
import type { SignatureState } from "../src/signatures/state";
import {
  arrival,
  chainRows,
  later,
  registryJson,
  type TestWorkspace,
  verdictsIn,
  verifier,
  workspaceWith,
} from "./signature-support";
import { temporaryFolder } from "./support";
import type { ProcessOptions } from "./verifier-process";

const kills = 20;
const key = newKey();
const ahead = later.getTime() - Date.now();
const clock = { now: () => new Date(Date.now() + ahead) };

/** Runs the verifier in a process of its own, to its end or until so many steps are about to be made, and some time more. */
async function run(
  { ingestion, queries, ruleId }: TestWorkspace,
  folder: string,
  kill?: { step: number; after: number },
) {
  const told: ProcessOptions = {
    ingestion: { endpoint: ingestion.endpoint, caFile: ingestion.caFile, ruleId },
    queries: { endpoint: queries.endpoint, caFile: queries.caFile, workspaceId: queries.workspaceId },
    principal: verifier,
    registry: registryJson(key),
    folder,
    ahead,
    since: arrival.toISOString(),
  };
  const program = bundled(join(__dirname, "verifier-process.ts"));
  const child = spawn(process.execPath, [program, JSON.stringify(told)], { stdio: ["ignore", "pipe", "inherit"] });
  let steps = 0;
  child.stdout.on("data", (text: Buffer) => {
    const before = steps;
    steps += text.length;
    if (kill && before < kill.step && steps >= kill.step) setTimeout(() => child.kill("SIGKILL"), kill.after);
  });
  const [code, signal] = await once(child, "close");
  return { steps, killed: signal === "SIGKILL", code };
}

/** The batch whose request was under way, as the state says. */
function openBatch(folder: string): string | undefined {
  const file = join(folder, "signatures.json");
  if (!existsSync(file)) return undefined;
  const { intent } = JSON.parse(readFileSync(file, "utf8")) as SignatureState;
  return intent?.batches.find(({ attempted, done }) => attempted && !done)?.batchId;
}

async function isThere({ emulator }: TestWorkspace, batchId: string): Promise<boolean> {
  // What the server has got, it may still be working on.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const query = `AgentSignature_CL | where BatchId == "${batchId}" | count`;
  return (await emulator.query(query, { now: later })).rows[0]![0] !== 0;
}

test(`killed ${kills} times at random: the table is as if nobody had touched it`, async () => {
  const random = new Random("kill/1");
  const rows = [];
  for (const chain of ["1", "2", "3", "4"])
    rows.push(...(await chainRows(60, key, `${chain}f0c8a52-6f0e-4c55-9a8b-2f6c7d1e0a94`)));
  rows[10] = { ...rows[10], ToolName: "other_tool" };
  rows.splice(100, 1);
  rows.push({ ...rows[20] });
  const calm = await workspaceWith(rows, clock, 20);
  const undisturbed = await run(calm, temporaryFolder());
  expect(undisturbed.code).toBe(0);
  const expected = await verdictsIn(calm);
  expect(expected).toHaveLength(240);

  const disturbed = await workspaceWith(rows, clock, 20);
  const folder = temporaryFolder();
  let killed = 0;
  let runs = 0;
  // Kills between the request and its answer's being written down, by whether the rows are in the table.
  let taken = 0;
  let lost = 0;
  for (; killed < kills && runs < 60; runs++) {
    const outcome = await run(disturbed, folder, { step: random.int(1, 16), after: random.int(0, 20) });
    if (!outcome.killed) break;
    killed++;
    const open = openBatch(folder);
    if (open) (await isThere(disturbed, open)) ? taken++ : lost++;
  }
  const last = await run(disturbed, folder);
  expect(last.code).toBe(0);
  console.info(
    `${killed} kills in ${runs} runs (${undisturbed.steps} steps undisturbed), ${expected.length} verdicts; ${taken} times a request had been taken that nobody knew of, ${lost} times it had not`,
  );
  expect(killed).toBe(kills);
  expect(Math.min(taken, lost)).toBeGreaterThan(0);
  expect(await verdictsIn(disturbed)).toEqual(expected);
}, 300_000);

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentid, temporaryFolder } from "../cli/support";
import { exampleStack } from "../shared/stacks";

const folder = temporaryFolder();
const stack = exampleStack();
const fleet = join(folder, "fleet");

beforeAll(async () => {
  expect((await agentid("fleet", "--agents", "12", "--days", "1", "--out", fleet)).code).toBe(0);
  writeFileSync(join(folder, "keys.json"), '{"keys":[]}');
});

const collect = (...args: string[]) =>
  agentid("collect", "--once", "--stack", stack, "--state", join(folder, "state"), ...args);

test("agentid collect runs the jobs against the emulator and says what they did", async () => {
  const given = ["--directory", fleet, "--input", join(fleet, "telemetry"), "--keys", join(folder, "keys.json")];
  const assets = await collect("--job", "assets", ...given);
  expect([assets.code, assets.err]).toEqual([0, ""]);
  expect(assets.out).toMatch(
    /^At 2026-\S+Z\nassets {6}Full run: \d+ rows, 0 of them deletions, \d+ requests to Graph$/,
  );
  const signatures = await collect("--job", "signatures", ...given);
  expect(signatures.code).toBe(0);
  // The fleet's signatures are made up, and no key is registered.
  expect(signatures.out).toMatch(/signatures {2}([\d,]+) records up to \S+\n {2}UnknownKey {4}\1$/);
});

test("a job that lacks what it reads says which option gives it", async () => {
  const { code, err } = await collect("--job", "signatures");
  expect([code, err]).toEqual([
    1,
    "job signatures: needs a key registry; pass --keys, or choose other jobs with --job",
  ]);
});

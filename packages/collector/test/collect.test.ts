import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { agentid, temporaryFolder } from "../../../test/cli/support";
import { exampleStack } from "../../../test/shared/stacks";

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
  const agents = join(folder, "agents.yaml");
  writeFileSync(agents, "- { id: a0e1c2d3-0000-4000-8000-000000000001, name: claims, platform: AWS, owner: a@b.c }\n");
  const assets = await collect("--job", "assets", "--agents", agents, ...given);
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

test("agents outside Entra that cannot be read stop the run, at their line and column", async () => {
  const agents = join(folder, "agents.csv");
  writeFileSync(agents, "id,name,platform,owner\na0e1c2d3-0000-4000-8000-000000000001,claims,AWSS,ana@contoso.com\n");
  const { code, err } = await collect("--job", "assets", "--directory", fleet, "--agents", agents);
  expect(code).toBe(1);
  expect(err).toMatch(/agents\.csv:2:45 error schema\/value "AWSS" is not allowed.*\n.*did you mean "AWS"\?/);
});

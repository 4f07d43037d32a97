import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fleetDirectory, makeFleet, writeFleet } from "../../lib/fleet";
import { stackOf, storyteller } from "../shared/stacks";
import { agentid } from "./support";

const folder = mkdtempSync(join(tmpdir(), "agentid-report-test-"));
const input = join(folder, "fleet");
const fleet = makeFleet({ agents: 6, days: 2, seed: "report", inject: ["healthcare-runaway-reader"] });
beforeAll(() => writeFleet(fleet, input));
afterAll(() => rmSync(folder, { recursive: true }));

const plain = (file: string): string =>
  readFileSync(file, "utf8")
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("simulate writes the story of a fleet, with how often each rule was right, twice the same", async () => {
  const [attack] = fleet.truth;
  const name = fleetDirectory(fleet.plan, fleet.plan.window.end).servicePrincipals.find(
    ({ id }) => id === attack!.agentId,
  )!.displayName;
  const from = new Date(Date.parse(attack!.from) - 3_600_000).toISOString();
  const to = new Date(Date.parse(attack!.from) + 3_600_000).toISOString();
  const files = ["one.html", "two.html"].map((file) => join(folder, file));
  for (const file of files) {
    const { code, err } = await agentid(
      "simulate",
      "--stack",
      stackOf(storyteller),
      "--input",
      input,
      "--directory",
      input,
      "--from",
      from,
      "--to",
      to,
      "--report",
      file,
    );
    expect([code, err]).toEqual([0, `Report: ${file}`]);
  }
  const text = plain(files[0]!);
  expect(text).toMatch(new RegExp(`Who ${name} agent identity`));
  expect(text).toMatch(/AIC-042 Agent used a data store outside its declared scope .* 100 % 1 of 1/);
  expect(readFileSync(files[1]!, "utf8")).toBe(readFileSync(files[0]!, "utf8"));
}, 600_000);

test("a report that cannot be written is refused before anything is replayed", async () => {
  const { code, out, err } = await agentid(
    "simulate",
    "--stack",
    stackOf(storyteller),
    "--input",
    input,
    "--report",
    folder,
  );
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(`--report ${folder} is a folder; name a file in a folder of yours`);
});

test("mutations have no report", async () => {
  const { code, err } = await agentid("test", "AIC-046", "--mutate", "--report", join(folder, "mutations.html"));
  expect(code).toBe(1);
  expect(err).toContain("--report is about tests: leave --mutate out");
});

test("test writes what became of each", async () => {
  const file = join(folder, "tests.html");
  const { out } = await agentid("test", "AIC-040", "--report", file);
  const [, passed] = /^(\d+) passed, 0 failed$/m.exec(out)!;
  expect(plain(file)).toContain(`All ${passed} tests pass`);
}, 300_000);

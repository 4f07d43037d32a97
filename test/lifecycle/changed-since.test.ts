import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changedSince } from "../../lib/lifecycle";

const root = realpathSync(mkdtempSync(join(tmpdir(), "agentid-changed-")));
afterAll(() => rmSync(root, { recursive: true }));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=soc", "-c", "user.email=soc@contoso.com", ...args], { cwd: root });
const write = (file: string, text: string) => writeFileSync(join(root, file), text);
const tenants = [
  { name: "acme", ring: "canary", file: "tenants/acme.yaml" },
  { name: "borealis", ring: "canary", file: "tenants/borealis.yml" },
  { name: "cobalt", file: "tenants/cobalt.yaml" },
];
const changed = () => changedSince("HEAD", join(root, "tenants"), tenants);
const all = ["acme", "borealis", "cobalt"];

beforeAll(() => {
  for (const folder of ["tenants", "detections"]) mkdirSync(join(root, folder));
  for (const file of ["acme.yaml", "borealis.yml", "cobalt.yaml", "defaults.yaml", "gone.yaml", "rings.yaml"])
    write(join("tenants", file), "a: 1\n");
  write("detections/rule.yaml", "a: 1\n");
  write("README.md", "1\n");
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "all");
});
afterEach(() => {
  git("reset", "--quiet", "--hard");
  git("clean", "--quiet", "--force", "-d");
});

test.each<[string, string, readonly string[]]>([
  ["nothing but documentation", "README.md", []],
  ["a tenant's file", "tenants/borealis.yml", ["borealis"]],
  ["the rings", "tenants/rings.yaml", ["acme", "borealis"]],
  ["the defaults", "tenants/defaults.yaml", all],
  ["a rule", "detections/rule.yaml", all],
  ["a rule that nobody committed yet", "detections/other.yaml", all],
  ["a list beside the tenants' files", "tenants/agents.csv", all],
])("after a change of %s", (_, file, names) => {
  write(file, "a: 2\n");
  expect(changed()).toEqual(names);
});

test("a tenant that is gone changes nothing for the others; rings that are gone do", () => {
  rmSync(join(root, "tenants/gone.yaml"));
  expect(changed()).toEqual([]);
  rmSync(join(root, "tenants/rings.yaml"));
  expect(changed()).toEqual(["acme", "borealis"]);
});

test("a revision that git does not know is refused in its words", () => {
  expect(() => changedSince("nowhere", join(root, "tenants"), tenants)).toThrow(
    /nowhere.*name a commit, tag or branch/s,
  );
});

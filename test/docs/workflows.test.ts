import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readYaml } from "@sentinel-agent-identities/yaml";
import { packageRoot } from "../../lib/content";

/** What a test asks of a workflow file. */
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: {
    readonly test: {
      readonly strategy: { readonly matrix: { readonly node: readonly number[] } };
      readonly steps: readonly { readonly run?: string }[];
    };
  };
}

const folder = join(packageRoot(), ".github/workflows");
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);

test.each(workflows)("%s pins every action to a commit, with its version, and may only read", (_name, text) => {
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  expect((readYaml(text) as Workflow).permissions).toEqual({ contents: "read" });
});

test("every Node that the package supports is tried, by the script that is run here", () => {
  const { jobs } = readYaml(workflows.find(([name]) => name === "ci.yml")![1]) as Workflow;
  const { strategy, steps } = jobs.test;
  const [, oldest] = /(\d+)/.exec(JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")).engines.node)!;
  expect(strategy.matrix.node).toContain(Number(oldest));
  const script = steps.at(-1)!.run!;
  expect(statSync(join(packageRoot(), script)).mode & 0o100).toBeTruthy();
});

describe("a release", () => {
  interface Step {
    readonly run?: string;
    readonly uses?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  interface Job {
    readonly needs?: string;
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly steps: readonly Step[];
  }
  const [, text] = workflows.find(([name]) => name === "release.yml")!;
  const { jobs } = readYaml(text) as { readonly jobs: Readonly<Record<string, Job>> };
  const folder = mkdtempSync(join(tmpdir(), "agentid-release-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const shell = (script: string, env: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, GITHUB_REPOSITORY: "contoso/agents", GITHUB_SERVER_URL: "https://github.com", ...env },
    });
    return { status, stdout, stderr };
  };
  /** Each package as it is published. */
  const manifests = [
    "package.json",
    ...readdirSync(join(packageRoot(), "packages")).map((p) => `packages/${p}/package.json`),
  ];
  const script = (job: string, has: RegExp) => jobs[job]!.steps.find(({ run }) => run && has.test(run))!.run!;

  beforeAll(() => {
    for (const file of [...manifests, "CHANGELOG.md", "package-lock.json"]) {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      cpSync(join(packageRoot(), file), join(folder, file));
    }
  });

  test("is published by whom npm trusts, after the tests and somebody's consent, and by no token", () => {
    expect(text).not.toMatch(/secrets\.|_authToken|NODE_AUTH_TOKEN/i);
    expect(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions])).toEqual([
      ["build", undefined],
      ["publish", { contents: "read", "id-token": "write" }],
      ["notes", { contents: "write" }],
    ]);
    expect(jobs.build!.steps.slice(-2).map(({ run }) => run)).toEqual([".ci/run", "npm run test:long -- --ci"]);
    expect(jobs.publish).toMatchObject({ needs: "build", environment: "npm" });
    expect(jobs.notes!.needs).toBe("publish");
    expect(jobs.publish!.steps.find(({ run }) => run?.startsWith("npx changeset publish"))!.env).toEqual({
      NPM_CONFIG_PROVENANCE: "true",
    });
  });

  test("is of the version that every package and CHANGELOG.md have", () => {
    const check = script("build", /every package|GITHUB_REF_NAME/);
    const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string };
    expect(shell(check, { GITHUB_REF_NAME: `v${version}` })).toMatchObject({ status: 0 });
    expect(shell(check, { GITHUB_REF_NAME: "v99.0.0" })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/package\.json has another version than the tag v99\.0\.0/),
    });
    writeFileSync(join(folder, "CHANGELOG.md"), "# nothing\n");
    expect(shell(check, { GITHUB_REF_NAME: `v${version}` })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/CHANGELOG\.md says nothing/),
    });
    cpSync(join(packageRoot(), "CHANGELOG.md"), join(folder, "CHANGELOG.md"));
  });

  test("says of each package which repository and folder it is from, which provenance is compared with", () => {
    expect(shell(script("publish", /repository\.url/), {}).status).toBe(0);
    for (const file of manifests)
      expect(JSON.parse(readFileSync(join(folder, file), "utf8")).repository).toEqual({
        type: "git",
        url: "git+https://github.com/contoso/agents.git",
        directory: file === "package.json" ? "." : file.replace("/package.json", ""),
      });
  });

  test("has a bill of what an install of the package brings, and notes of its own version", () => {
    // npm is not asked here.
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/npm"), '#!/bin/sh\necho "$@"\n', { mode: 0o755 });
    const path = { PATH: `${join(folder, "bin")}:${process.env.PATH}`, GITHUB_REF_NAME: "v2.0.0" };
    expect(shell(script("notes", /npm sbom/), path).stdout).toMatch(
      /^install --package-lock-only sentinel-agent-identities@2\.0\.0$/m,
    );
    expect(readFileSync(join(folder, "sbom.cdx.json"), "utf8")).toMatch(/^sbom .*cyclonedx$/m);
    const notes = script("notes", /gh release/).replace(/gh release.*/, "cat notes.md");
    writeFileSync(join(folder, "CHANGELOG.md"), "# p\n\n## 2.0.0\n\nnew\n\n## 1.0.0\n\nold\n");
    expect(shell(notes, { GITHUB_REF_NAME: "v2.0.0" }).stdout.trim()).toBe("new");
  });
});

test("every suite is run by some workflow: with each change, or at night and before a release", () => {
  const textOf = (name: string): string => workflows.find(([other]) => other === name)![1];
  const { scripts } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  const run = readFileSync(join(packageRoot(), ".ci/run"), "utf8");
  expect(textOf("ci.yml")).toContain("run: .ci/run");
  expect(["npm test --", "npm run test:full --"].filter((command) => !run.includes(command))).toEqual([]);
  for (const name of ["nightly.yml", "release.yml"]) expect(textOf(name)).toContain("run: npm run test:long");

  const suites = (config: string): string[] =>
    execFileSync("npx", ["jest", "--config", config, "--listTests"], { cwd: packageRoot(), encoding: "utf8" })
      .trim()
      .split("\n");
  expect([scripts.test, scripts["test:full"], scripts["test:long"]]).toEqual([
    "npm run check && jest",
    "jest --config jest.full.config.js",
    "jest --config jest.long.config.js",
  ]);
  const found = ["jest.config.js", "jest.full.config.js", "jest.long.config.js"].flatMap(suites);
  const there = ["test", ...readdirSync(join(packageRoot(), "packages")).map((name) => `packages/${name}/test`)]
    .map((folder) => join(packageRoot(), folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith(".test.ts"));
  expect(found.toSorted()).toEqual(there.toSorted());
});

const hasActionlint = !spawnSync("actionlint", ["-version"]).error;
if (!hasActionlint) console.warn("actionlint is not on the PATH: its look at the workflows is skipped");

/** Those that run here, and the one that a project copies. */
const looked = [...workflows.map(([name]) => `.github/workflows/${name}`), "examples/pipelines/github-actions.yml"];

(hasActionlint ? test : test.skip)("actionlint finds nothing", () => {
  const { status, stdout } = spawnSync("actionlint", ["-no-color", ...looked], {
    cwd: packageRoot(),
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, ""]);
});

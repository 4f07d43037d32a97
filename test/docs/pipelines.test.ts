import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "@sentinel-agent-identities/yaml";
import { packageRoot } from "../../lib/content";

/** What a test asks of a workflow file. */
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly permissions: Readonly<Record<string, string>> }>>;
}

const textOf = (name: string) => readFileSync(join(packageRoot(), "examples/pipelines", name), "utf8");
const github = textOf("github-actions.yml");
const azure = textOf("azure-pipelines.yml");

/** Scripts of a pipeline, wherever they stand. */
function scriptsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(scriptsIn);
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string" && ["run", "script", "inlineScript"].includes(key) ? [value] : scriptsIn(value),
  );
}

const pipelines = [
  ["github-actions.yml", github],
  ["azure-pipelines.yml", azure],
] as const;

test.each(pipelines)("every agentid command of %s exists, with the options that it is given", (_name, text) => {
  const calls = scriptsIn(readYaml(text)).flatMap((script) => [
    ...script.matchAll(/npx agentid ([a-z]+)([^\n;|)>]*)/g),
  ]);
  expect(new Set(calls.map(([, command]) => command))).toEqual(
    new Set(["validate", "test", "synth", "check", "drift", ...(text === github ? ["lock", "plan"] : [])]),
  );
  for (const [, command, rest] of calls) {
    const help = spawnSync(process.execPath, [join(packageRoot(), "bin/agentid.js"), command!, "--help"], {
      encoding: "utf8",
    }).stdout;
    for (const [option] of rest!.matchAll(/--[a-z-]+/g)) expect(help).toMatch(new RegExp(`^ +${option}\\b`, "m"));
  }
});

test.each(pipelines)("shell of %s is shell", (_name, text) => {
  for (const script of scriptsIn(readYaml(text))) {
    const { status, stderr } = spawnSync("bash", ["-n"], {
      input: script.replace(/\$\{\{[^}]*\}\}/g, "x"),
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
  }
});

test("GitHub's pins every action to a commit and signs in where it applies or reads Azure only", () => {
  for (const [, action] of github.matchAll(/uses: (.*)/g))
    expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  const { permissions, jobs } = readYaml(github) as Workflow;
  expect(permissions).toEqual({ contents: "read" });
  expect(jobs.check!.permissions).not.toHaveProperty("id-token");
  expect(Object.keys(jobs).filter((name) => jobs[name]!.permissions["id-token"] === "write")).toEqual([
    "rollout",
    "drift",
  ]);
  expect(jobs.rollout).toMatchObject({
    needs: "check",
    environment: "${{ matrix.ring }}",
    strategy: { "max-parallel": 1, "fail-fast": true },
  });
});

test.each(pipelines)("%s names no secret", (_name, text) => {
  expect(text).not.toMatch(/secrets\.|client[-_]?secret|password/i);
});

import { readdirSync, readFileSync, statSync } from "node:fs";
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

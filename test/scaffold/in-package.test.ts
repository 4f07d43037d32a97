import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../lib/content";
import { editsFor, newContent } from "../../lib/scaffold";
import { formatJson } from "../../tools/playbooks/format";

const root = packageRoot();
const none: ReadonlySet<string> = new Set();

test("a playbook's workflow is what its source says", () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-new-"));
  try {
    const files = newContent({ kind: "playbook", name: "tell-the-team", inPackage: true }, new Set(["PB-03", "PB-14"]));
    expect(Object.keys(files)).toEqual(
      ["playbook.yaml", "workflow.ts", "workflow.json", "workflow.test.yaml"].map(
        (name) => `playbooks/PB-15-tell-the-team/${name}`,
      ),
    );
    const path = (name: string) => `playbooks/PB-15-tell-the-team/${name}`;
    const source = join(folder, path("workflow.ts"));
    mkdirSync(dirname(source), { recursive: true });
    symlinkSync(join(root, "playbooks/parts"), join(folder, "playbooks/parts"));
    writeFileSync(source, files[path("workflow.ts")]!);
    const { workflow } = require(source);
    const { $comment } = JSON.parse(files[path("workflow.json")]!);
    expect($comment).toMatch(/^Written from workflow\.ts/);
    expect(files[path("workflow.json")]).toBe(formatJson({ $comment, ...workflow }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("in a project of one's own a playbook is its workflow, without a source", () => {
  const files = newContent({ kind: "playbook", name: "tell-the-team" }, none);
  expect(Object.keys(files).map((path) => path.slice("playbooks/PB-01-tell-the-team/".length))).toEqual([
    "playbook.yaml",
    "workflow.json",
    "workflow.test.yaml",
  ]);
});

describe("a check of the package", () => {
  const wanted = { kind: "check", name: "storage-open-network", inPackage: true } as const;
  const edited = (path: string) => {
    const before = readFileSync(join(root, path), "utf8");
    return { before, after: editsFor(wanted)[path]!(before) };
  };

  test("comes last in the list, imported in order", () => {
    const { before, after } = edited("lib/policy/checks/index.ts");
    const paths = [...after.matchAll(/from "\.\/(.*)";$/gm)].map(([, path]) => path);
    expect(paths).toContain("storage-open-network");
    expect(paths).toEqual([...paths].sort());
    expect(after).toMatch(/,\n {2}storageOpenNetwork,\n\];\n$/);
    const lines = (text: string) => text.split("\n").filter((line) => !/storageOpenNetwork/.test(line));
    expect(lines(after)).toEqual(before.split("\n"));
  });

  test("gets cases of both kinds", () => {
    const { before, after } = edited("test/policy/cases.ts");
    expect(after.startsWith(before.replace(/\};\n$/, ""))).toBe(true);
    expect(after).toMatch(
      / {2}"storage-open-network": \{\n {4}passes: \[.+\],\n {4}fails: \[\[.+\]\],\n {2}\},\n\};\n$/,
    );
  });
});

test("numbers of playbooks end", () => {
  expect(() => newContent({ kind: "playbook", name: "a" }, new Set(["PB-99"]))).toThrow(
    /no number is left after PB-99/,
  );
});

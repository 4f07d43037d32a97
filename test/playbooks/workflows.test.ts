import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFinding, lintWorkflow, loadWorkflows } from "@sentinel-agent-identities/logic-apps";
import { packageRoot } from "../../lib/content";
import { formatJson } from "../../tools/playbooks/format";
import { playbooks } from "../../tools/playbooks/playbooks";
import { shipped } from "./support";

const text = (file: string) => readFileSync(join(packageRoot(), file), "utf8");

test("every playbook has a source, and every source a playbook", () => {
  const files = shipped.flatMap(({ workflow, alert }) => [workflow, ...(alert ? [alert.workflow] : [])]);
  expect(files.map(({ file }) => file.replace("playbooks/", "")).sort()).toEqual(Object.keys(playbooks).sort());
});

describe.each(Object.entries(playbooks))("%s", (name, workflow) => {
  const file = `playbooks/${name}`;

  test("is what tools/write-playbooks.ts writes", () => {
    expect(text(file)).toBe(formatJson(workflow));
  });

  test("has no findings", () => {
    const findings = lintWorkflow(loadWorkflows(text(file), file)[0]!).map(formatFinding);
    // Microsoft Teams takes no managed identity; who switches it on is told so.
    const expected = name.startsWith("PB-14") ? [expect.stringContaining("user-consent-connector")] : [];
    expect(findings).toEqual(expected);
  });
});

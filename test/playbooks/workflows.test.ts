import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFinding, lintWorkflow, loadWorkflows } from "@sentinel-agent-identities/logic-apps";
import { packageRoot } from "../../lib/content";
import { workflowTexts } from "../../tools/playbooks/text";
import { shipped } from "./support";

const text = (file: string) => readFileSync(join(packageRoot(), file), "utf8");

test("every playbook has a source, and every source a playbook", () => {
  const files = shipped.flatMap(({ workflow, alert }) => [workflow, ...(alert ? [alert.workflow] : [])]);
  expect(files.map(({ file }) => file.replace("playbooks/", "")).sort()).toEqual([...workflowTexts.keys()].sort());
});

describe.each([...workflowTexts])("%s", (name, written) => {
  const file = `playbooks/${name}`;

  test("is what its workflow.ts says (npm run playbooks)", () => {
    expect(text(file)).toBe(written);
  });

  test("has no findings", () => {
    const findings = lintWorkflow(loadWorkflows(text(file), file)[0]!).map(formatFinding);
    // Microsoft Teams takes no managed identity; who switches it on is told so.
    const expected = name.startsWith("PB-14") ? [expect.stringContaining("user-consent-connector")] : [];
    expect(findings).toEqual(expected);
  });
});

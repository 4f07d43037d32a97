import { rmSync } from "node:fs";
import { join } from "node:path";
import { ContentError, packageRoot, readContent } from "../../lib/content";
import { inTemporaryFolder } from "../constructs/support/synth";
import { copyTo } from "../shared/content-copy";
import { alter, expected, readingProblems, withContent } from "./support";

const table = "pipeline/tables/AgentResponse_CL.yaml";
const fn = "pipeline/functions/AgentExcepted.yaml";
const watchlist = "pipeline/watchlists/AgentPolicy.yaml";
const rule = "detections/egress/AIC-046-first-seen-destination.yaml";
const nrt = "detections/egress/AIC-046-unauthorised-destination.yaml";
const tests = "detections/egress/AIC-046-first-seen-destination.test.yaml";
const workbook = "workbooks/agent-fleet.yaml";
const playbook = "playbooks/PB-01-freeze-agent/playbook.yaml";
const workflow = "playbooks/PB-01-freeze-agent/workflow.json";

test("what the package ships is read, each kind in the order of its file names", () => {
  const content = readContent(packageRoot());
  for (const kind of ["tables", "functions", "watchlists", "detections", "workbooks", "playbooks"] as const) {
    const files = content[kind].map((item) => item.source.file);
    expect(files.length).toBeGreaterThan(0);
    expect(files).toEqual([...files].sort());
  }
  expect(content.detections.every((d) => d.tests !== undefined)).toBe(true);
});

test("folders that do not exist hold nothing", () => {
  expect(readContent(join(packageRoot(), "nowhere")).tables).toEqual([]);
});

describe("one mistake, one problem at its place", () => {
  const cases: [string, string, string | RegExp, string, string, RegExp, RegExp?][] = [
    [
      "an unknown key",
      rule,
      "severity: Medium",
      "‸severty: Medium",
      "schema/unknown-key",
      /"severty"/,
      /mean "severity"/,
    ],
    [
      "an unknown key far from any",
      fn,
      "name:",
      "‸colour: red\nname:",
      "schema/unknown-key",
      /"colour"/,
      /use one of: name, displayName/,
    ],
    [
      "an unknown key inside a list",
      rule,
      "columnName: DstUrl",
      "‸columName: x\n        columnName: DstUrl",
      "schema/unknown-key",
      /"columName"/,
      /"columnName"/,
    ],
    ["a missing key", rule, "severity: Medium\n", "", "schema/missing-key", /"severity" is missing/],
    [
      "a missing key with its meaning",
      watchlist,
      "searchKey: AgentOrBlueprintId\n",
      "",
      "schema/missing-key",
      /"searchKey" is missing/,
      /the column that rules join on/,
    ],
    [
      "a value not in the list",
      rule,
      "severity: Medium",
      "severity: ‸Medum",
      "schema/value",
      /"Medum" is not allowed in severity/,
      /mean "Medium"/,
    ],
    [
      "a value spelled in another case",
      rule,
      "kind: Scheduled",
      "kind: ‸scheduled",
      "schema/value",
      /"scheduled"/,
      /mean "Scheduled"/,
    ],
    [
      "an unknown tactic",
      nrt,
      "  - Exfiltration",
      "  - ‸Exfiltraton",
      "schema/value",
      /"Exfiltraton"/,
      /mean "Exfiltration"/,
    ],
    ["an unknown entity", nrt, "entityType: DNS", "entityType: ‸Agent", "schema/value", /"Agent"/, /Account/],
    [
      "a duration in words",
      rule,
      "queryPeriod: 14d",
      "queryPeriod: ‸14 days",
      "schema/pattern",
      / is not allowed in /,
      /5m, 1h or 14d/,
    ],
    [
      "a text for a number",
      rule,
      "triggerThreshold: 0",
      "triggerThreshold: ‸none",
      "schema/type",
      /"none" in triggerThreshold/,
    ],
    [
      "a technique's name",
      nrt,
      "  - T1567",
      "  - ‸Exfiltration over web",
      "schema/pattern",
      / is not allowed in /,
      /T1098 or T1098\.001/,
    ],
    [
      "a rule id in upper case",
      nrt,
      "id: 5b0f",
      "id: ‸5B0F",
      "schema/pattern",
      / is not allowed in /,
      /lower-case GUID/,
    ],
    [
      "dateTime in a table",
      table,
      "name: ExpiryTime, type: datetime",
      "name: ExpiryTime, type: ‸dateTime",
      "schema/value",
      /"dateTime"/,
      /mean "datetime"/,
    ],
    [
      "a table without _CL",
      table,
      "name: AgentResponse_CL",
      "name: ‸AgentResponse",
      "schema/pattern",
      / is not allowed in /,
      /ends in _CL/,
    ],
    [
      "a stream without Custom-",
      table,
      "name: Custom-AgentResponse",
      "name: ‸AgentResponse",
      "schema/pattern",
      / is not allowed in /,
      /starts with Custom-/,
    ],
    ["an unknown parameter type", fn, "type: string", "type: ‸str", "schema/value", /"str"/],
    [
      "a test without expectation",
      tests,
      /(tests:\n {2}-) name/,
      'tests:\n  - ‸{ name: x, now: "x", given: {} }\n  - name',
      "schema/missing-key",
      /"expect" is missing/,
    ],
    [
      "an unknown role",
      playbook,
      "role: Microsoft Sentinel Responder",
      "role: ‸Owner",
      "schema/value",
      /"Owner"/,
      /Sentinel Responder/,
    ],
    [
      "an unknown binding",
      playbook,
      "binding: managedIdentityId",
      "binding: ‸managedIdentity",
      "schema/value",
      /"managedIdentity"/,
      /mean "managedIdentityId"/,
    ],
    [
      "a misspelt key of an alternative",
      playbook,
      "binding: responseMode",
      "‸bindin: responseMode",
      "schema/unknown-key",
      /"bindin"/,
      /"binding"/,
    ],
    [
      "a file's key in a test",
      tests,
      "      AgentExecution_CL:\n        - { <<: *new, DstDomain",
      "      SigninLogs: { ‸fil: x.ndjson }\n      AgentExecution_CL:\n        - { <<: *new, DstDomain",
      "schema/unknown-key",
      /"fil"/,
      /"file"/,
    ],
    ["an unknown key of a workbook", workbook, "title:", "‸tile: x\ntitle:", "schema/unknown-key", /"tile"/, /"title"/],
    [
      "a workflow without a definition",
      workflow,
      '"definition"',
      '"defintion"',
      "playbook/definition",
      /triggers, actions/,
    ],
    [
      "a key written twice",
      rule,
      "severity: Medium",
      "severity: Medium\n‸severity: High",
      "syntax/duplicate-key",
      /unique/,
    ],
    [
      "a list that is not closed",
      table,
      "type: dynamic }",
      "type: dynamic",
      "syntax/not-well-formed",
      /not well-formed/,
    ],
    ["JSON that ends early", "workbooks/agent-fleet.json", /\}\s*$/, "", "syntax/not-well-formed", /not well-formed/],
  ];
  test.each(cases.map((row) => [row[0], row] as const))("%s", (_what, [, file, from, to, code, says, suggests]) => {
    const { text, place } = alter({ file, from, to });
    const [problem, ...others] = withContent({ [file]: text }, readingProblems);
    expect(problem).toEqual(expected(file, place, code, says, suggests));
    if (code.startsWith("schema/")) expect(others).toEqual([]);
  });
});

test.each([
  ["severity", rule, "severity: Medium", "severity: Low"],
  ["kind of parameter", fn, "type: string", "type: dynamic"],
  ["retention", table, "retentionInDays: 365", "retentionInDays: 30"],
  ["column", watchlist, "columns:\n", "columns:\n  - { name: Cost, description: per hour }\n"],
])("another allowed %s is no problem", (_what, file, from, to) => {
  expect(withContent({ [file]: alter({ file, from, to }).text }, readingProblems)).toEqual([]);
});

test("a file that another describes must exist", () => {
  inTemporaryFolder((folder) => {
    const root = copyTo(folder);
    rmSync(join(root, "workbooks/agent-fleet.json"));
    expect(readingProblems(root)).toEqual([
      expected(workbook, undefined, "content/missing-file", /workbooks\/agent-fleet\.json does not exist/),
    ]);
  });
});

test("the problems of all files come at once, in file order, as clickable lines", () => {
  const { text } = alter({ file: rule, from: "severity: Medium", to: "severity: Medum" });
  const bad = { "pipeline/functions/Bad.yaml": "name: Bad\n", "detections/bad.yaml": "id: [\n" };
  withContent({ [rule]: text, ...bad }, (root) => {
    const files = readingProblems(root).map((p) => p.file);
    expect([...new Set(files)]).toEqual(["detections/bad.yaml", rule, "pipeline/functions/Bad.yaml"]);
    expect(() => readContent(root)).toThrow(ContentError);
    expect(() => readContent(root)).toThrow(
      /AIC-046-first-seen-destination\.yaml:10:11 error schema\/value "Medum" is not allowed in severity\n {4}did you mean "Medium"\?/,
    );
  });
});

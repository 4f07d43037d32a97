import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatProblem, packageRoot, readContent } from "../../lib/content";
import { foreignContent, importedFiles, judged, readForeign } from "../../lib/foreign-rules";
import { work } from "../shared/work";
import { armTemplate, id, restAnswer, sigmaRule, yamlRule } from "./samples";

const folder = mkdtempSync(join(tmpdir(), "agentid-foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
const json = (name: string, data: unknown) => file(name, JSON.stringify(data, null, 2));

/** What is told, without the folder. */
function told(path: string): string[] {
  const { rules, problems } = readForeign(path);
  return [...problems, ...rules.flatMap((rule) => rule.problems)].map((one) =>
    formatProblem(one).replaceAll(`${folder}/`, ""),
  );
}
const only = (path: string) => {
  const { rules } = readForeign(path);
  expect(rules).toHaveLength(1);
  return rules[0]!;
};

test("a file of the Azure-Sentinel repository becomes a rule of one's own, with its id", () => {
  const path = file("one/vault.yaml", yamlRule);
  const { item, problems } = only(path);
  expect(item.name).toBe("key-vault-read-by-somebody-new");
  expect(item.data).toMatchObject({
    id,
    version: "1.2.0",
    kind: "Scheduled",
    origin: "imported",
    description: "Somebody who never read the vault reads it.",
    queryFrequency: "1h",
    queryPeriod: "36h",
    triggerOperator: "gt",
    tactics: ["CredentialAccess"],
    tags: ["Schema: ASIMAudit, SchemaVersion: 0.1"],
  });
  // It does not say its kind.
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["import/added", "warning"]]);
});

test("what the portal exports becomes one too, and what is not kept is told with its place", () => {
  const path = json("export.json", armTemplate);
  const { item } = only(path);
  expect(item.data).toEqual({
    id,
    version: "1.4.1",
    kind: "Scheduled",
    name: "Much is deleted",
    description: "Somebody deletes much.",
    severity: "High",
    origin: "imported",
    requiredDataConnectors: [],
    queryFrequency: "15m",
    queryPeriod: "1d",
    triggerOperator: "gt",
    triggerThreshold: 0,
    tactics: ["Impact"],
    relevantTechniques: ["T1485", "T1578.003"],
    query:
      'AzureActivity\n| where OperationNameValue has "delete"\n| summarize Deletes = count() by Caller, CallerIpAddress',
    entityMappings: [{ entityType: "IP", fieldMappings: [{ identifier: "Address", columnName: "CallerIpAddress" }] }],
    eventGroupingSettings: { aggregationKind: "SingleAlert" },
    incidentConfiguration: {
      createIncident: true,
      groupingConfiguration: {
        enabled: true,
        reopenClosedIncident: false,
        lookbackDuration: "5h",
        matchingMethod: "AllEntities",
      },
    },
    tags: [],
  });
  expect(told(path)).toEqual([
    expect.stringMatching(/^export\.json:23:9 warning import\/left-out the rule is off where it comes from/),
    expect.stringMatching(
      /^export\.json:21:24 warning import\/left-out #DONT_CORR# is taken out[\s\S]*correlation in the tenant's file/,
    ),
  ]);
});

test("the API's answer is read, without what has no query", () => {
  const path = json("answer.json", restAnswer);
  const { item } = only(path);
  // In an answer a bracket is a bracket.
  expect(item.data).toMatchObject({ id, kind: "NRT", name: "[Lab] A vault is purged", description: item.data.name });
  expect(told(path).map((line) => line.split("\n")[0])).toEqual([
    expect.stringMatching(/^answer\.json:27:15 warning import\/left-out a rule of kind Fusion has no query of its own/),
    expect.stringMatching(/^answer\.json:\d+:\d+ warning import\/added the rule has no description/),
  ]);
});

const changed = (change: (properties: Record<string, unknown>, resource: Record<string, unknown>) => void) => {
  const template = structuredClone(armTemplate);
  const [resource] = template.resources as unknown as [Record<string, unknown>];
  change(resource.properties as Record<string, unknown>, resource);
  return template;
};

test.each([
  [
    "a setting that nobody knows",
    changed((p) => Object.assign(p, { querySchedule: "daily" })),
    /json:\d+:9 error import\/unknown-setting "querySchedule" is no setting of a rule that can be imported/,
  ],
  [
    "a value that a deployment decides",
    changed((p) => Object.assign(p, { severity: "[parameters('severity')]" })),
    /json:\d+:21 error import\/unknown-value \[parameters\('severity'\)\] is not known before a deployment: parameter severity has no default/,
  ],
  [
    "an id that a deployment decides",
    changed((_, r) => Object.assign(r, { name: "[guid(resourceGroup().id)]" })),
    /json:\d+:15 error import\/unknown-value the rule's id is not known before a deployment: resourceGroup\(\)/,
  ],
  [
    "an id that is none",
    changed((_, r) => Object.assign(r, { name: "w/Microsoft.SecurityInsights/my-rule" })),
    /json:\d+:15 error schema\/pattern "my-rule" is not allowed in id\n {4}a rule's id is a lower-case GUID/,
  ],
  [
    "a tag of the catalogue",
    changed((p) => Object.assign(p, { tags: ["AIC-046"] })),
    /json:\d+:\d+ error import\/catalogue-id "AIC-046" names a detection of this catalogue/,
  ],
  [
    "a severity that there is not",
    changed((p) => Object.assign(p, { severity: "Critical" })),
    /json:\d+:21 error schema\/value "Critical" is not allowed in severity/,
  ],
])("%s is refused", (_, template, expected) => {
  expect(told(json("refused.json", template)).join("\n")).toMatch(expected);
});

test("an id that each deployment makes anew becomes one that stays", () => {
  const path = json(
    "new-ids.json",
    changed((_, resource) => Object.assign(resource, { name: "[newGuid()]" })),
  );
  const first = only(path).item.data.id;
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(first).not.toBe(id);
  expect(only(path).item.data.id).toBe(first);
  expect(told(path)[0]).toMatch(/new-ids\.json:\d+:15 warning import\/added the template makes another id/);
});

test.each([
  ["sigma.yml", sigmaRule, /^sigma\.yml:1:1 error import\/not-a-rule a Sigma rule: .*\n.*sigma convert -t kusto/],
  ["hunt.yaml", "id: x\nquery: AuditLogs\ntactics: []\n", /error import\/not-a-rule a query without severity/],
  ["other.json", '{"a": 1}', /^other\.json:1:1 error import\/not-a-rule no analytics rule in a form that is known/],
  ["broken.yaml", "id: x\n  name: y\n", /^broken\.yaml:\d+:\d+ error syntax\//],
])("%s is refused", (name, text, expected) => {
  expect(told(file(name, text)).join("\n")).toMatch(expected);
});

test("in a folder, what is something else is told and left out", () => {
  file("mixed/vault.yaml", yamlRule);
  file("mixed/package.json", "{}");
  file("mixed/.hidden/other.yaml", "[");
  expect(readForeign(join(folder, "mixed")).rules).toHaveLength(1);
  expect(told(join(folder, "mixed"))[0]).toMatch(/^mixed\/package\.json:1:1 warning import\/not-a-rule/);
});

describe("judged with the package's tables", () => {
  const content = { ...readContent(packageRoot(), work), detections: [] };

  test("a wrong column is told where it stands in the file that it comes from", () => {
    const path = json(
      "wrong.json",
      changed((p) => Object.assign(p, { query: "AzureActivity | summarize count() by Callr" })),
    );
    const [rule] = judged(readForeign(path).rules, content, work);
    const line = JSON.stringify(
      changed(() => undefined),
      null,
      2,
    )
      .split("\n")
      .findIndex((one) => one.includes('"query"'));
    expect(rule!.problems.filter(({ severity }) => severity === "error")[0]).toMatchObject({
      code: "KS142",
      line: line + 1,
      column: 19 + "AzureActivity | summarize count() by ".length,
    });
  });

  test("what the catalogue asks of its own rules is at most a warning, and places of one file go to their rules", () => {
    const template = structuredClone(armTemplate);
    const other = structuredClone(template.resources[0]!);
    other.name = "w/Microsoft.SecurityInsights/00000000-0000-4000-8000-000000000002";
    other.properties.query = "NoSuchTable_CL | where A == 1";
    template.resources.push(other);
    const rules = judged(readForeign(json("two.json", template)).rules, content, work);
    expect(rules.map(({ problems }) => problems.some(({ severity }) => severity === "error"))).toEqual([false, true]);
    expect(rules[0]!.problems.map(({ code }) => code)).toContain("rule/late-rows");
    expect(rules[1]!.problems.find(({ code }) => code === "KS204")?.suggestion).toMatch(/agentid new table/);
  });

  test("a rule that is here already is refused", () => {
    const path = file("again.yaml", yamlRule);
    const [mine] = readForeign(path).rules;
    const [rule] = judged(readForeign(path).rules, { ...content, detections: [mine!.item] }, work);
    expect(rule!.problems.map(({ code }) => code)).toContain("import/taken");
  });

  test("what is written reads back as the same rule", () => {
    const { item } = only(file("written.yaml", yamlRule));
    const files = importedFiles(item, "imported", ["AzureActivity"]);
    expect(files.map(({ path }) => path)).toEqual([
      "detections/imported/key-vault-read-by-somebody-new.yaml",
      "detections/imported/key-vault-read-by-somebody-new.test.yaml",
    ]);
    for (const { path, text } of files) file(`project/${path}`, text);
    const [read] = readContent(join(folder, "project"), work).detections;
    expect(read!.data).toEqual(item.data);
    expect(read!.tests!.data.tests[0]!.given).toHaveProperty("AzureActivity");
  });

  test("any folder of rules is read in place of the content's, with the tests beside", () => {
    file("theirs/deep/vault.yaml", yamlRule);
    const tests = 'tests:\n  - { name: quiet, now: "2026-03-10T10:00:00Z", given: {}, expect: { alerts: [] } }\n';
    file("theirs/deep/vault.test.yaml", tests);
    const read = foreignContent(content, join(folder, "theirs"), work);
    expect(read.detections.map(({ name, tests }) => [name, tests?.data.tests.length])).toEqual([["vault", 1]]);
    expect(read.tables).toBe(content.tables);
  });
});

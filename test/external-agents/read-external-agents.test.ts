import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import { ContentError, formatProblem } from "../../lib/content";
import { readExternalAgents } from "../../lib/external-agents";

const folder = mkdtempSync(join(tmpdir(), "agentid-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(name: string, text: string): readonly ExternalAgent[] {
  writeFileSync(join(folder, name), text);
  return readExternalAgents(join(folder, name), name);
}
function problems(name: string, text: string): string[] {
  try {
    read(name, text);
  } catch (error) {
    if (error instanceof ContentError)
      return error.problems.map((problem) => formatProblem(problem).replace(/\n +/, " "));
    throw error;
  }
  return [];
}

const id = "a0e1c2d3-0000-4000-8000-00000000000";
const digest = `sha256:${"ab".repeat(32)}`;
const claims = {
  id: `${id}1`,
  name: "claims, EU",
  platform: "AWS",
  owner: "ana@contoso.com",
  nativeId: "arn:aws:bedrock:eu-west-1:123456789012:agent/ABCDEF",
  imageDigest: digest,
  privilegeTier: 1,
  enabled: false,
  expires: "2027-01-31",
};
const plain = { id: `${id}2`, name: "forecast", platform: "OnPremises", owner: "bo@contoso.com" };

describe("one list, whatever its form", () => {
  test.each([
    ["agents.json", JSON.stringify([claims, plain])],
    [
      "agents.yaml",
      `- ${JSON.stringify(claims)}\n- id: ${id}2\n  name: forecast\n  platform: OnPremises\n  owner: bo@contoso.com\n`,
    ],
    [
      "agents.csv",
      `\uFEFFid,name,platform,owner,nativeId,imageDigest,privilegeTier,enabled,expires\r\n${id}1,"claims, EU",AWS,ana@contoso.com,${claims.nativeId},${digest},1,FALSE,2027-01-31\r\n\r\n${id}2,forecast,OnPremises, bo@contoso.com ,,,,,\r\n`,
    ],
  ])("%s", (name, text) => {
    expect(read(name, text)).toEqual([claims, plain]);
  });
});

describe("what is wrong is told at its place, with what to write", () => {
  const csv = (...rows: string[]) => ["id,name,platform,owner,privilegeTier", ...rows].join("\n");
  test.each<[string, string, string, RegExp]>([
    [
      "semicolons",
      "a.csv",
      "id;name;platform\nx;y;z",
      /^a\.csv:1:3 error \S+ the columns are separated by semicolons, and/,
    ],
    ["tabs", "a.csv", "id\tname\nx\ty", /^a\.csv:1:3 error \S+ the columns are separated by tabs, and commas are read/],
    ["an empty file", "a.csv", "\uFEFF\n", /^a\.csv:1:1 error \S+ the file is empty begin with a line of column names/],
    [
      "a platform that is misspelt, in a table",
      "a.csv",
      csv(`${id}1,"two\nlines",AWS,a@b.c,`, `${id}2,"x, y",Gogle,a@b.c,`),
      /^a\.csv:4:45 error schema\/value "Gogle" is not allowed.* did you mean "Google"\?$/,
    ],
    [
      "a column that is none",
      "a.csv",
      `id,nam\n${id}1,x`,
      /a\.csv:1:4 error schema\/unknown-key .*"nam".*did you mean "name"\?/,
    ],
    ["a column twice", "a.csv", "id,id\n", /^a\.csv:1:4 error external-agents\/csv the column "id" is there twice/],
    ["an empty table", "a.csv", "", /^a\.csv:1:1 error external-agents\/csv the file is empty/],
    ["an open quote", "a.csv", `id,name\n1,"x\n`, /^a\.csv:\d+:1 error external-agents\/csv is no CSV/],
    ["a missing owner", "a.csv", csv(`${id}1,x,AWS,,`), /^a\.csv:2:1 error schema\/missing-key "owner" is missing/],
    ["a tier that is none", "a.csv", csv(`${id}1,x,AWS,a@b.c,high`), /^a\.csv:2:\d+ error schema\/type "high"/],
    [
      "an id that is an ARN",
      "a.yaml",
      "- id: arn:aws:x\n  name: x\n  platform: AWS\n  owner: a@b.c\n",
      /^a\.yaml:1:7 error .*write a GUID of its own/,
    ],
    [
      "an id twice, whatever its case",
      "a.yaml",
      `- { id: ${id}a, name: x, platform: AWS, owner: a@b.c }\n- { id: ${id.toUpperCase()}A, name: y, platform: AWS, owner: a@b.c }\n`,
      /^a\.yaml:2:9 error external-agents\/duplicate the id is that of the agent "x" too/,
    ],
    [
      "another kind of file",
      "a.xlsx",
      "",
      /^a\.xlsx:1:1 error external-agents\/format .*\.xlsx.* use \.csv, \.yaml or \.json/,
    ],
  ])("%s", (_name, file, text, message) => {
    expect(problems(file, text)[0]).toMatch(message);
  });
});

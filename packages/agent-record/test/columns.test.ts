import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readYaml } from "@sentinel-agent-identities/yaml";
import { coveredColumns, nativeColumns, nativeStream } from "../src";

const file = join(__dirname, "../../../pipeline/tables/AgentExecution_CL.yaml");
const { streams } = readYaml(readFileSync(file, "utf8")) as {
  streams: { name: string; columns: { name: string; type: string }[] }[];
};
/** What the stream declares that a client can write: who sent a record is stamped on it. */
const declared = streams
  .find(({ name }) => name === nativeStream)!
  .columns.filter(({ name }) => !name.startsWith("Sender"));

test("the record has every column of its stream, in the stream's order", () => {
  expect(nativeColumns).toEqual(declared.map(({ name }) => name));
});

test("a signature covers every column of the stream but the four, as its type", () => {
  const kinds: Record<string, string> = {
    string: "string",
    int: "integer",
    long: "integer",
    datetime: "instant",
    dynamic: "dynamic",
  };
  const uncovered = ["TimeGenerated", "ContentSha256", "Signature", "CanonicalContent"];
  const expected = declared
    .filter(({ name }) => !uncovered.includes(name))
    .map(({ name, type }) => `${name} ${kinds[type]}`);
  expect(coveredColumns.map(([name, kind]) => `${name} ${kind}`)).toEqual(expected.sort());
});

import { signatureRow } from "../src";
import { coveredColumns } from "../src/records/columns";
import { columnsOf } from "./support/columns";

test("a signature covers every column of the stream but the four, as its type", () => {
  const kinds: Record<string, string> = {
    string: "string",
    int: "integer",
    long: "integer",
    datetime: "instant",
    dynamic: "dynamic",
  };
  const uncovered = ["TimeGenerated", "ContentSha256", "Signature", "CanonicalContent"];
  const expected = columnsOf("AgentExecution_CL", "Custom-AgentExecutionNative")
    // What says who sent a record no client can write.
    .filter(({ name }) => !uncovered.includes(name) && !name.startsWith("Sender"))
    .map(({ name, type }) => `${name} ${kinds[type]}`);
  expect(coveredColumns.map(([name, kind]) => `${name} ${kind}`)).toEqual(expected.sort());
});

test("a verdict has every column of its stream", () => {
  const verdict = { rowId: "r", arrived: 0, state: "Unsigned", error: "" } as const;
  const row = signatureRow(verdict, { verifierId: "v", verifierVersion: "1", batchId: "b" }, new Date(0));
  expect(Object.keys(row)).toEqual(columnsOf("AgentSignature_CL", "Custom-AgentSignature").map(({ name }) => name));
});

import { signatureRow } from "../src";
import { columnsOf } from "./support/columns";

test("a verdict has every column of its stream", () => {
  const verdict = { rowId: "r", arrived: 0, state: "Unsigned", error: "" } as const;
  const row = signatureRow(verdict, { verifierId: "v", verifierVersion: "1", batchId: "b" }, new Date(0));
  expect(Object.keys(row)).toEqual(columnsOf("AgentSignature_CL", "Custom-AgentSignature").map(({ name }) => name));
});

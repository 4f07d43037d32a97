import { addUsage } from "../../lib/preview";

const now = new Date("2026-03-02T12:00:00Z");
const report = (table: string, rowsOut: number, bytesOut: number) => ({
  stream: `Custom-${table}`,
  table,
  rowsIn: rowsOut,
  rowsOut,
  bytesIn: bytesOut,
  bytesOut,
});

/** A workspace that answers with these rows, and notes what it is given. */
function workspace(answers: Readonly<Record<string, readonly unknown[][]>>) {
  const taken: Record<string, unknown>[] = [];
  return {
    taken,
    query: async (text: string) => ({ columns: [], rows: answers[text.split(" ")[0]!] ?? [] }) as never,
    ingest: async ({ rows }: { rows: () => AsyncIterable<{ data: Record<string, unknown> }> }) => {
      for await (const { data } of rows()) taken.push(data);
      return [];
    },
  };
}

test("bytes of a table are told by the hour in which its rows came, whichever stream brought them", async () => {
  const one = workspace({
    AgentExecution_CL: [
      ["2026-03-02T09:00:00.0000000Z", 30],
      ["2026-03-02T10:00:00.0000000Z", 10],
    ],
  });
  const reports = [report("AgentExecution_CL", 30, 3e6), report("AgentExecution_CL", 10, 1e6)];
  await addUsage(one, reports, now);
  expect(one.taken).toMatchObject([
    { DataType: "AgentExecution_CL", TimeGenerated: "2026-03-02T10:00:00.000Z", Quantity: 3, IsBillable: true },
    { DataType: "AgentExecution_CL", TimeGenerated: "2026-03-02T11:00:00.000Z", Quantity: 1, QuantityUnit: "MBytes" },
  ]);
});

test("what an export has of it stays as it is", async () => {
  const one = workspace({ Usage: [["2026-03-02T09:00:00Z"]], AgentExecution_CL: [["2026-03-02T09:00:00Z", 1]] });
  await addUsage(one, [report("AgentExecution_CL", 1, 10)], now);
  expect(one.taken).toEqual([]);
});

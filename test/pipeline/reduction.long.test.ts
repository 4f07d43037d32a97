import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { inputFolder, SentinelEmulator, type Workspace } from "../../lib/emulator";
import { shippedWorkspace } from "./support";

const filtered = shippedWorkspace();
/** The same streams, but every row comes in. */
const unfiltered: Workspace = {
  ...filtered,
  streams: filtered.streams.map((stream) => ({
    ...stream,
    flows: stream.flows.map((flow) => ({
      ...flow,
      transformKql: flow.transformKql
        .split("\n")
        .filter((line) => !line.trimStart().startsWith("| where"))
        .join("\n"),
    })),
  })),
};

/** What the recorded attack comes to: bytes sent and bytes kept, and every alert. */
async function replay(workspace: Workspace) {
  const emulator = await SentinelEmulator.open(workspace);
  try {
    let sent = 0;
    let kept = 0;
    let rows = 0;
    for (const source of inputFolder(join(packageRoot(), "examples/finance-agent/recordings/exfiltration")))
      for (const report of await emulator.ingest(source)) {
        sent += report.bytesIn;
        kept += report.bytesOut;
        rows += report.rowsOut;
      }
    const { alerts } = await emulator.simulate(new Date("2026-03-08T01:00:00Z"), new Date("2026-03-08T03:06:00Z"), {
      since: new Date("2026-03-01T00:00:00Z"),
    });
    const said = alerts.map(({ title, entities, customDetails, timeGenerated }) => ({
      title,
      entities,
      customDetails,
      timeGenerated,
    }));
    return { sent, kept, rows, said };
  } finally {
    emulator.close();
  }
}

test("the filter drops most bytes and changes nothing that any rule says", async () => {
  const [without, withFilter] = [await replay(unfiltered), await replay(filtered)];
  expect(without.rows).toBeGreaterThan(withFilter.rows);
  expect(withFilter.said.length).toBeGreaterThan(0);
  expect(withFilter.said).toEqual(without.said);
  expect(1 - withFilter.kept / withFilter.sent).toBeGreaterThanOrEqual(0.6);
}, 240_000);

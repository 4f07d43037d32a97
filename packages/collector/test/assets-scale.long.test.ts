import { fleetDirectory, planFleet } from "../../../lib/fleet";
import { syncing } from "./asset-support";

const count = 10_000;
const plan = planFleet({ agents: count, days: 7, seed: "collector" });
const data = fleetDirectory(plan, plan.window.end);
const agents = data.servicePrincipals.filter(
  (object) =>
    object["@odata.type"] === "#microsoft.graph.agentIdentity" ||
    (Array.isArray(object.tags) && object.tags.includes("AIAgent")),
);

test(`${count} agents: complete under throttling, with documented calls only; deltas cost little; a killed run goes on`, async () => {
  const { run, sender, graph, directory, clock, store } = await syncing(data);
  const spent = (from: number) => {
    const calls = graph.calls.slice(from);
    const http = calls.filter(({ batched }) => !batched).length;
    return `${http} HTTP requests with ${calls.length - http} batched ones, ${calls.filter(({ status }) => status === 429).length} refused with 429`;
  };
  const report: string[] = [];

  // Killed while it sends the tenth of its requests.
  let requests = 0;
  sender.before = () => {
    if (++requests === 10) throw new Error("killed");
  };
  await expect(run("Full")).rejects.toThrow("killed");
  sender.before = () => {};
  const before = sender.rows.length;
  const firstCalls = graph.calls.length;
  expect(await run("Delta")).toMatchObject({ type: "Full", notes: [] });
  report.push(`killed after ${before} rows, then ${spent(firstCalls)}`);
  const wanted = [
    ...agents,
    ...data.applications,
    ...data.servicePrincipals.filter((o) => /Principal$/.test(o["@odata.type"])),
  ];
  const written = sender.take();
  const ids = new Set(written.map(({ AgentId }) => AgentId));
  for (const { id } of agents) expect(ids.has(id)).toBe(true);
  expect(written.length).toBe(ids.size);
  expect(wanted.length).toBeGreaterThan(count);
  expect(new Set(written.map(({ SnapshotId }) => SnapshotId)).size).toBe(1);

  const fullFrom = graph.calls.length;
  const fullStart = clock.now().getTime();
  expect((await run("Full")).rows).toBe(ids.size);
  report.push(
    `full: ${sender.take().length} rows, ${spent(fullFrom)}, ${(clock.now().getTime() - fullStart) / 1000} s waited`,
  );

  clock.advance(3_600_000);
  for (const { id } of agents.slice(0, 20)) directory.update("servicePrincipals", id, { accountEnabled: false });
  for (const { id } of agents.slice(20, 30)) directory.remove(id);
  const deltaFrom = graph.calls.length;
  const delta = await run("Delta");
  expect(delta).toMatchObject({ type: "Delta", rows: 30, deleted: 10 });
  report.push(`delta: ${delta.rows} rows, ${spent(deltaFrom)}`);

  expect(graph.calls.filter(({ status }) => status === 501)).toEqual([]);
  expect(graph.calls.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
  const state = Math.round((store.texts.get("assets")?.length ?? 0) / 1024);
  console.info(`${count} agents: ${report.join("; ")}; state of ${state} KB`);
}, 300_000);

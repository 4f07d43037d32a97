import type { DirectoryData } from "../../../lib/emulator/graph";
import { agent, directoryData, guid } from "../../../test/emulator/graph-support";
import { syncing } from "./asset-support";

/** Ids with letters, which Microsoft Graph may spell in either case. */
const lettered = (n: number) => guid(n).replace(/^.{8}/, "abcdef0a");
const first = lettered(1);
const second = lettered(2);
const directory: DirectoryData = directoryData([
  agent(1, { id: first, agentIdentityBlueprintId: guid(11) }),
  agent(2, { id: second, agentIdentityBlueprintId: guid(11) }),
]);
const upper = (text: string) =>
  text.replace(/"id":\s*"(abcdef0a-[0-9a-f-]+)"/g, (whole) => whole.replace(/abcdef0a/, "ABCDEF0A"));

test("agents whose ids come in capitals are the agents that are known, in a whole run and in one of changes", async () => {
  let change = (text: string) => text;
  const { run, sender, server } = await syncing(directory, undefined, (text) => change(text));
  try {
    await run("Full");
    change = upper;
    const again = await run("Full");
    const changes = await run("Delta");
    expect([again.deleted, changes.deleted]).toEqual([0, 0]);
    const rows = sender.rows.filter(({ AgentId }) => String(AgentId).startsWith("abcdef0a"));
    expect(new Set(rows.map(({ AgentId }) => AgentId))).toEqual(new Set([first, second]));
    expect(rows.filter(({ IsDeleted }) => IsDeleted)).toEqual([]);
    expect(sender.rows.filter(({ AgentId }) => String(AgentId).includes("ABCDEF"))).toEqual([]);
  } finally {
    await server.close();
  }
});

test("what a list of changes tells last of an agent is so: taken away and given back, it is there", async () => {
  let change = (text: string) => text;
  const { run, sender, server } = await syncing(directory, undefined, (text) => change(text));
  try {
    await run("Full");
    sender.take();
    change = (text) => {
      const page = JSON.parse(text);
      if (!page["@odata.deltaLink"]) return text;
      const back = { "@odata.type": "#microsoft.graph.agentIdentity", id: first };
      page.value = [{ id: first, "@removed": { reason: "changed" } }, back, back, { id: second }];
      page.value.push({ id: second, "@removed": { reason: "deleted" } });
      return JSON.stringify(page);
    };
    const changes = await run("Delta");
    expect(changes.deleted).toBe(1);
    expect(sender.take().map(({ AgentId, IsDeleted }) => [AgentId, IsDeleted])).toEqual([[second, true]]);
  } finally {
    await server.close();
  }
});

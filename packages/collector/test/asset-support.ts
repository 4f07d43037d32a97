import type { DirectoryData } from "../../../lib/emulator/graph";
import { type everything, startGraph } from "../../../test/emulator/graph-support";
import { AssetSync, type AssetSyncOptions } from "../src/assets";
import { GraphClient } from "../src/graph";
import type { Fetch } from "../src/http/fetch";
import { MemorySender, MemoryStore, virtualPacing } from "./support";

/**
 * The asset sync against a fake Graph; what it sends is kept.
 * @param change of what Graph answers
 */
export async function syncing(
  data: DirectoryData,
  permissions?: typeof everything,
  change: (text: string) => string = (text) => text,
) {
  const fake = await startGraph(data, permissions && { permissions });
  const { pacing } = virtualPacing(fake.clock);
  const sender = new MemorySender();
  const store = new MemoryStore();
  const fetch: Fetch = async (url, init) => {
    const response = await fake.fetch(url, init);
    return { ...response, text: async () => change(await response.text()) };
  };
  const client = () =>
    new GraphClient({ endpoint: fake.server.endpoint, token: async () => fake.token, fetch, pacing });
  /** A run in a process of its own, as it were: nothing is shared but the store. */
  const run = (type: "Full" | "Delta", more: Partial<AssetSyncOptions> = {}) =>
    new AssetSync({ graph: client(), sender, store, clock: fake.clock, ...more }).run(type);
  return { ...fake, sender, store, run };
}

/** Analyses the queries of content from the last one backwards, until its parent has come as far from the first. */

import { workFromLast } from "@sentinel-agent-identities/processes";
import { WorkCache } from "../../cache";
import { readFolders } from "../load-content";
import type { Order } from "./order";
import { queriesAhead } from "./queries-ahead";

workFromLast(({ folders, cacheFolder }: Order) => {
  const cache = new WorkCache(cacheFolder, { warn: () => undefined });
  return { pieces: queriesAhead(readFolders(folders, cache), cache), keep: () => cache.save() };
});

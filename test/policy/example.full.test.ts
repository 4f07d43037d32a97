import { cacheFolder, WorkCache } from "../../lib/cache";
import { readDocuments, runChecks } from "../../lib/policy";
import { outputOf, storyteller } from "../shared/stacks";

test("the example tenant's stacks have no finding that somebody would have to accept", () => {
  const found = runChecks(readDocuments(outputOf(storyteller)), {
    today: "2026-03-01",
    cache: new WorkCache(cacheFolder()),
  });
  expect(found.map(({ stack, check, address, message }) => `${stack} ${check} ${address} ${message}`)).toEqual([]);
});

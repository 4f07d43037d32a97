import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WorkCache } from "../../lib/cache";
import { analyzeAhead, checkContent, packageRoot, readContent } from "../../lib/content";
import { CheckContext } from "../../lib/content/checks/context";

const folder = mkdtempSync(join(tmpdir(), "ahead-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("two processes find out about every rule, and the checks say the same with it", async () => {
  const content = readContent(packageRoot());
  const cache = new WorkCache(folder);
  await analyzeAhead(packageRoot(), content, cache);
  const { binder } = new CheckContext(content, new WorkCache(folder));
  expect(content.detections.filter(({ data }) => !binder.knows(data.query)).map(({ name }) => name)).toEqual([]);
  expect(checkContent(content, cache)).toEqual(checkContent(content));
}, 180_000);

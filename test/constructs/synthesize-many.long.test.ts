import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize, synthesizeMany } from "../../lib/constructs";
import { packageRoot } from "../../lib/content";
import { loadTenant } from "../../lib/tenants";
import { shipped } from "../shared/content";

const folder = mkdtempSync(join(tmpdir(), "agentid-many-"));
afterAll(() => rmSync(folder, { recursive: true }));
const example = loadTenant(join(packageRoot(), "tenants/contoso.yaml"), shipped);
const tenants = Array.from({ length: 26 }, (_, i) => ({ ...example, name: `tenant-${i}` }));
const folders = { content: packageRoot() };

/** Every file of a folder with its text. */
const filesIn = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(root.length), readFileSync(file, "utf8")]),
  );

test("several processes write what one writes, byte for byte", async () => {
  const [many, one] = [join(folder, "many"), join(folder, "one")];
  const names = tenants.map(({ name }) => name);
  const { stacks } = await synthesizeMany(tenants, {
    content: shipped,
    folders,
    outdir: many,
    tenantNames: names,
    workers: 2,
  });
  expect(stacks).toEqual(synthesize(tenants, { content: shipped, outdir: one, tenantNames: names }).stacks);
  const [theirs, ours] = [filesIn(one), filesIn(many)];
  expect(Object.keys(ours)).toEqual(Object.keys(theirs));
  for (const file of Object.keys(ours)) expect(ours[file] === theirs[file]).toBe(true);
});

test("where one tenant is wrong, nothing is written", async () => {
  const outdir = join(folder, "wrong");
  const twice = [...tenants.slice(0, 25), tenants[24]!];
  await expect(synthesizeMany(twice, { content: shipped, folders, outdir, workers: 2 })).rejects.toThrow(/tenant-24/);
  expect(readdirSync(outdir)).toEqual([]);
});

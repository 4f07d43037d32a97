import { join } from "node:path";
import { synthesizeMany } from "../lib/constructs";
import { packageRoot, readContent } from "../lib/content";
import { loadTenant } from "../lib/tenants";
import { line } from "./print";

/** Synthesis of many tenants with all content, by as many processes as there are cores. @param folder an empty one */
export async function benchTenants(folder: string): Promise<void> {
  const root = packageRoot();
  const content = readContent(root);
  const example = loadTenant(join(root, "tenants", "contoso.yaml"), content);
  for (const count of [1, 50, 200, 500]) {
    const tenants = Array.from({ length: count }, (_, i) => ({ ...example, name: `tenant-${i}` }));
    const start = performance.now();
    await synthesizeMany(tenants, { content, outdir: join(folder, String(count)), folders: { content: root } });
    const seconds = (performance.now() - start) / 1000;
    line(`${count} tenants`, `${seconds.toFixed(1)} s, ${((seconds * 1000) / count).toFixed(0)} ms each`);
  }
}

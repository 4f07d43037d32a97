import { join } from "node:path";
import { synthesize } from "../lib/constructs";
import { checkContent, packageRoot, readContent } from "../lib/content";
import { loadTenant } from "../lib/tenants";
import { readResources, synthesizeBare } from "./bare-stack";
import { measure } from "./measure";
import { line, milliseconds } from "./print";

/** Synthesis of the example tenant beside a bare stack of the same resources. */
export async function benchSynth(folder: string): Promise<void> {
  const content = readContent(packageRoot());
  const tenant = loadTenant(join(packageRoot(), "tenants", "contoso.yaml"), content);
  const outdir = join(folder, "solution");
  const solution = () => synthesize([tenant], { content, outdir });
  solution();
  const resources = readResources(join(outdir, "stacks", tenant.name, "cdk.tf.json"));
  const count = Object.values(resources).reduce((sum, byName) => sum + Object.keys(byName).length, 0);

  const work = [solution, () => synthesizeBare(resources, join(folder, "bare"))];
  const [ours, bare] = await measure(work, 15, 5);
  line(`one-tenant synth, ${count} resources`, milliseconds(ours!));
  line(`bare cdktf stack, ${count} resources`, milliseconds(bare!));
  line("ratio", `${(ours!.median / bare!.median).toFixed(2)}x`);

  const [reading, checking] = await measure([() => readContent(packageRoot()), () => checkContent(content)], 5, 1);
  line("reading the content", milliseconds(reading!));
  line("analysing its queries", milliseconds(checking!));
}

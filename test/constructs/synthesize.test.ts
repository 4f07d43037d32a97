import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import type { Content } from "../../lib/content";
import { outputOf, stackOf } from "../shared/stacks";
import { shipped, tenant } from "./support/fixtures";
import { inTemporaryFolder } from "./support/synth";

/** All files below a folder with their text. */
function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]),
  );
}

const other = { ...tenant, name: "northwind" };

test("writes one stack per tenant", () => {
  expect(readdirSync(join(outputOf(tenant, other), "stacks")).sort()).toEqual(["fabrikam", "northwind"]);
});

test("makes the folders on the way", () => {
  inTemporaryFolder((folder) => {
    synthesize([tenant], { content: shipped, outdir: join(folder, "a", "b") });
    expect(existsSync(join(folder, "a", "b", "stacks", "fabrikam", "cdk.tf.json"))).toBe(true);
  });
});

test("two runs are byte-identical, wherever they are started and written to", () => {
  const here = process.cwd();
  const one = filesOf(outputOf(tenant, other));
  const two = inTemporaryFolder((folder) => {
    process.chdir(folder);
    try {
      synthesize([tenant, other], { content: shipped, outdir: "out" });
      return filesOf(join(folder, "out"));
    } finally {
      process.chdir(here);
    }
  });
  expect(Object.keys(one).length).toBeGreaterThanOrEqual(3);
  expect(two).toEqual(one);
});

test("another tenant's stack does not change what is written", () => {
  const alone = filesOf(stackOf(tenant));
  expect(filesOf(join(outputOf(other, tenant), "stacks", "fabrikam"))).toEqual(alone);
});

test("nothing is written when content cannot be deployed", () => {
  const [table, ...tables] = shipped.tables;
  const columns = table!.data.columns.map((column) => ({ ...column, type: "dateTime" as "datetime" }));
  const wrong: Content = { ...shipped, tables: [{ ...table!, data: { ...table!.data, columns } }, ...tables] };
  inTemporaryFolder((outdir) => {
    expect(() => synthesize([tenant], { content: wrong, outdir })).toThrow('unknown type "dateTime"');
    expect(Object.keys(filesOf(outdir))).toEqual([]);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../lib/content";

const folder = join(packageRoot(), "packages/lineage/src");

test("nothing of the rest is known, no file is read and no network", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(20);
  const foreign = files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const names = [...text.matchAll(/(?:from|import|require\()\s*["']([^"']+)["']/g)].map((match) => match[1]!);
    const depth = file.split(/[\\/]/).length - 1;
    return names.filter((name) => {
      const up = name.split("/").filter((step) => step === "..").length;
      return up > depth || /^node:(fs|http|https|net|child_process)/.test(name);
    });
  });
  expect(foreign).toEqual([]);
});

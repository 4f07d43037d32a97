import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "../../lib/content";

const pages = ["", "docs", "docs/adr"].flatMap((folder) =>
  readdirSync(join(packageRoot(), folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

test.each(pages)("%s links to files and headings that are there", (page) => {
  const text = readFileSync(join(packageRoot(), page), "utf8").replace(/```[\s\S]*?```/g, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!).filter((it) => !/^\w+:/.test(it));
  const broken = links.filter((target) => {
    const [path = "", heading] = target.split("#");
    const file = path === "" ? join(packageRoot(), page) : join(packageRoot(), dirname(page), path);
    return !existsSync(file) || (heading !== undefined && !anchorsOf(file).has(heading));
  });
  expect(broken).toEqual([]);
});

/** As GitHub makes them of headings. */
function anchorsOf(file: string): ReadonlySet<string> {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

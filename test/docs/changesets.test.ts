import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const folder = join(root, ".changeset");
const nameIn = (path: string): string => JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")).name;
const packages = [".", ...readdirSync(join(root, "packages")).map((name) => `packages/${name}`)].map(nameIn);
const files = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md");

test("each change that waits for a release is told, of packages that there are", () => {
  for (const name of files) {
    const [, header, change] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(folder, name), "utf8")) ?? [];
    const bumps = (header ?? "").split("\n").map((line) => /^"(.+)": (?:major|minor|patch)$/.exec(line)?.[1]);
    for (const of of bumps) expect({ name, of, isKnown: packages.includes(of!) }).toEqual({ name, of, isKnown: true });
    expect(change!.trim().length).toBeGreaterThan(20);
  }
});

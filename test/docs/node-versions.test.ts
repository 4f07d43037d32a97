import { readFileSync } from "node:fs";
import { join } from "node:path";
import { minVersion, satisfies } from "semver";
import { packageRoot } from "../../lib/content";

interface Engines {
  readonly engines?: { readonly node?: string };
  readonly version?: string;
}

const read = <T>(name: string): T => JSON.parse(readFileSync(join(packageRoot(), name), "utf8")) as T;

test("every package that npm installs here runs on the oldest Node that is promised", () => {
  const oldest = minVersion(read<Required<Engines>>("package.json").engines.node!)!;
  const { packages } = read<{ packages: Readonly<Record<string, Engines>> }>("package-lock.json");
  const held = Object.entries(packages).filter(([, { engines }]) => engines?.node !== undefined);
  expect(held.length).toBeGreaterThan(100);
  const newer = held.filter(([, { engines }]) => !satisfies(oldest, engines!.node!));
  expect(newer.map(([path, { version, engines }]) => `${path}@${version} wants ${engines!.node}`)).toEqual([]);
});

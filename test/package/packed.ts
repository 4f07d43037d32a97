import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../lib/package";
import { archiveOf } from "../shared/packed";

/** A project in an empty folder that has the packed package installed. */
export interface Project {
  readonly folder: string;
  /** Runs the package's command in it. */
  agentid(...args: string[]): { readonly code: number | null; readonly out: string; readonly err: string };
}

/**
 * Packs a package and installs it. What it depends on is linked from this checkout: nothing is fetched, and only what its
 * package.json names is found.
 * @param source folder of the package
 * @param folder to install it in
 * @returns where it lies
 */
export function installPacked(source: string, folder: string): string {
  const modules = join(folder, "node_modules");
  const home = join(modules, JSON.parse(readFileSync(join(source, "package.json"), "utf8")).name);
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["xzf", archiveOf(source), "--strip-components=1", "-C", home]);
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const from = join(packageRoot(), "node_modules", dependency);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(modules, dependency)), { recursive: true });
    symlinkSync(from, join(modules, dependency));
  }
  return home;
}

/** This package, packed and installed in an empty folder. */
export function installed(): Project {
  const folder = mkdtempSync(join(tmpdir(), "agentid-project-"));
  const home = installPacked(packageRoot(), folder);
  return {
    folder,
    agentid(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, "bin/agentid.js"), ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return { code: status, out: stdout, err: stderr };
    },
  };
}

/** Loader and bundler, which are there in a checkout, where alone they are asked for. */
export const inCheckout: ReadonlySet<string> = new Set(["esbuild", "fflate", "tsx"]);

/** Packages that compiled files, and their types, ask for. */
export function asked(home: string): string[] {
  const names = readdirSync(join(home, "dist"), { recursive: true, encoding: "utf8" })
    // What is bundled has everything in it.
    .filter((file) => /\.(js|d\.ts)$/.test(file) && file !== "agentid-relay.js")
    .flatMap((file) => [
      ...readFileSync(join(home, "dist", file), "utf8").matchAll(
        /(?:(?:require|import)(?:\.resolve)?\(|from )"([^".][^"]*)"/g,
      ),
    ])
    .map(([, name]) =>
      name!
        .split("/")
        .slice(0, name!.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  const own = (name: string) => !name.startsWith("node:") && !builtinModules.includes(name);
  return [...new Set(names)].filter(own).sort();
}

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { writeCollector } from "../../packages/collector/src/package";
import { packageRoot } from "../content";

let built: string | undefined;

/**
 * The collector's function app: built from the sources in a checkout, as it came in the published package.
 * @throws Error when there is none
 */
export function collectorPackage(): string {
  // Once for all stacks: the bundler takes longer than a small stack.
  built ??= findOrBuild();
  return built;
}

function findOrBuild(): string {
  const folder = join(packageRoot(), "dist", "collector");
  // The bundler is a development dependency: nobody else loads it.
  if (existsSync(join(packageRoot(), "packages", "collector", "src", "package.ts")))
    return (
      require("../../packages/collector/src/package") as { writeCollector: typeof writeCollector }
    ).writeCollector(folder);
  const [found] = existsSync(folder) ? readdirSync(folder).filter((name) => /^collector-.*\.zip$/.test(name)) : [];
  if (found) return join(folder, found);
  throw new Error(
    `${folder} holds no collector-….zip; run npm run build:collector, or switch the feature collector off`,
  );
}

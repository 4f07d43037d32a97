import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { writeCollector } from "../../collector/package";
import { packageRoot } from "../content";

/**
 * The collector's function app: built from the sources in a checkout, as it came in the published package.
 * @throws Error when there is none
 */
export function collectorPackage(): string {
  const folder = join(packageRoot(), "dist", "collector");
  // The bundler is a development dependency: nobody else loads it.
  if (existsSync(join(packageRoot(), "collector", "package.ts")))
    return (require("../../collector/package") as { writeCollector: typeof writeCollector }).writeCollector(folder);
  const [built] = existsSync(folder) ? readdirSync(folder).filter((name) => /^collector-.*\.zip$/.test(name)) : [];
  if (built) return join(folder, built);
  throw new Error(
    `${folder} holds no collector-….zip; run npm run build:collector, or switch the feature collector off`,
  );
}

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { assetPermissions } from "./graph/permissions";
import type { writeCollector } from "./package";

export { assetPermissions };

/** The collector as it is deployed. */
export interface BuiltCollector {
  /** path of the function app, `collector-<hash>.zip` */
  readonly file: string;
  /** application permissions of Microsoft Graph for the identity that reads assets */
  readonly graphPermissions: typeof assetPermissions;
}

let built: BuiltCollector | undefined;

/**
 * The function app: built from the sources in a checkout, as it came in a published package.
 * @throws Error when there is none
 */
export function builtCollector(): BuiltCollector {
  // Once for all stacks: the bundler takes longer than a small stack.
  built ??= { file: findOrBuild(join(__dirname, "..", "app")), graphPermissions: assetPermissions };
  return built;
}

function findOrBuild(folder: string): string {
  // The bundler is a development dependency: nobody else loads it.
  if (existsSync(join(__dirname, "package.ts")))
    return (require("./package") as { writeCollector: typeof writeCollector }).writeCollector(folder);
  const [found] = existsSync(folder) ? readdirSync(folder).filter((name) => /^collector-.*\.zip$/.test(name)) : [];
  if (found) return join(folder, found);
  throw new Error(
    `${folder} holds no collector-….zip; run npm run build:collector, or switch the feature collector off`,
  );
}

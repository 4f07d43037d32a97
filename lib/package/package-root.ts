import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this package that holds `pipeline/`, `detections/` and the other content folders. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

import { join } from "node:path";
import { Option } from "commander";
import { packageRoot } from "../../package";

/** `--tenants`: the folder with the tenants' files. */
export const tenantsOption = (): Option =>
  new Option("--tenants <dir>", "folder of tenant files").default(join(packageRoot(), "tenants"));

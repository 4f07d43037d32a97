import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import { packageRoot } from "../../package";

/** `--tenants`: the folder with the tenants' files, the caller's before the package's. */
export const tenantsOption = (): Option =>
  new Option("--tenants <dir>", "folder of tenant files; default: tenants/ here").default(
    existsSync("tenants") ? "tenants" : join(packageRoot(), "tenants"),
  );

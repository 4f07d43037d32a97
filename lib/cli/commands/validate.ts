import { join } from "node:path";
import { Command } from "commander";
import { cacheFolder, WorkCache } from "../../cache";
import { assertNoErrors, checkContent, formatProblem, packageRoot, readContent } from "../../content";
import { loadTenants } from "../../tenants";

/** `agentid validate`: content and tenant files, without writing anything. */
export function validateCommand(): Command {
  return new Command("validate")
    .description("check content and tenant files")
    .option("--tenants <dir>", "folder of tenant files", join(packageRoot(), "tenants"))
    .option("--content <dir>", "folder that holds pipeline/, detections/, workbooks/ and playbooks/", packageRoot())
    .option("--no-cache", "analyse every query anew")
    .action((options: { tenants: string; content: string; cache: boolean }) => {
      const content = readContent(options.content);
      const problems = checkContent(content, options.cache ? new WorkCache(cacheFolder()) : undefined);
      assertNoErrors(problems);
      for (const warning of problems) console.error(formatProblem(warning));
      const tenants = loadTenants(options.tenants, content);
      const { connector, ...kinds } = content;
      const lists = { connectors: connector ? [connector] : [], ...kinds, tenants };
      const counts = Object.entries(lists).map(([kind, items]) => `${items.length} ${kind}`);
      console.log(`valid: ${counts.join(", ")}`);
    });
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import type { Content } from "../../lib/content";
import { stackNamesOf, type Tenant } from "../../lib/tenants";
import { type Need, needsOf } from "./needs";
import { least, parts } from "./parts";
import { stackOf } from "./stack";

/**
 * The rights that whoever deploys needs, as a Markdown table: for everything, and what each optional part takes beyond that.
 * Read from what is synthesized, so that a resource nobody thought of shows up, or fails.
 */
export function privilegesTable(content: Content): string {
  const tenants = parts.map(({ settings }, i): Tenant => ({ ...least, ...settings, name: `part-${i}` }));
  const [base, ...optional] = needsOfTenants([least, ...tenants], content) as [Need[], ...Need[][]];
  const rows = [
    { name: "every deployment", needs: base },
    ...parts.map(({ name }, i) => ({ name, needs: optional[i]!.filter((need) => !has(base, need)) })),
  ];
  return [
    "| for | right | on | what it does with it |",
    "|---|---|---|---|",
    ...rows.flatMap(({ name, needs }) =>
      needs.length === 0
        ? [`| ${name} | nothing more | | |`]
        : needs.map(({ right, scope, why }, i) => `| ${i === 0 ? name : ""} | ${right} | ${scope} | ${why} |`),
    ),
  ].join("\n");
}

const has = (needs: readonly Need[], { right, scope }: Need): boolean =>
  needs.some((need) => need.right === right && need.scope === scope);

/** Of each tenant, over all of its stacks. */
function needsOfTenants(tenants: readonly Tenant[], content: Content): Need[][] {
  const outdir = mkdtempSync(join(tmpdir(), "agentid-privileges-"));
  try {
    synthesize(tenants, { content, outdir });
    return tenants.map(({ name }) =>
      stackNamesOf(name)
        .map((stack) => join(outdir, "stacks", stack, "cdk.tf.json"))
        .filter((file) => existsSync(file))
        .flatMap((file) => needsOf(stackOf(readFileSync(file, "utf8")))),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

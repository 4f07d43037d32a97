import { existsSync } from "node:fs";
import { cacheFolder, WorkCache } from "../../cache";
import { packageVersion } from "../../package";
import {
  fails,
  type PolicyCheck,
  type PolicyDocument,
  type PolicyWaiver,
  policyChecks,
  policyText,
  readDocuments,
  readPolicyConfig,
  runChecks,
  sarifOf,
} from "../../policy";
import { readTenants, stackNamesOf } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import type { SelectionOptions } from "../commands/selection-options";
import { contentToRead } from "./content";
import { selectionOf } from "./selection";

export interface CheckCommandOptions extends SelectionOptions, ContentOptions {
  readonly tenants: string;
  readonly config: string;
  readonly profile?: "standard" | "private";
  readonly now?: Date;
  readonly list?: true;
  readonly format: "text" | "json" | "sarif";
}

/** Checks Terraform, and prints what is found. */
export function check(path: string, options: CheckCommandOptions): void {
  const config = readPolicyConfig(options.config, policyChecks);
  const checks = [...policyChecks, ...config.checks];
  if (options.list) {
    for (const { id, severity, title } of checks) console.log(`${id} (${severity}): ${title}`);
    return;
  }
  const { waivers, names } = waiversOf(options);
  const documents = chosen(readDocuments(path), names);
  const settings = { ...config.settings, ...(options.profile ? { profile: options.profile } : {}) };
  const today = (options.now ?? new Date()).toISOString().slice(0, 10);
  const findings = runChecks(documents, {
    checks,
    settings,
    waivers,
    today,
    cache: new WorkCache(cacheFolder()),
  });
  console.log(printed(options.format, findings, checks, documents));
  if (findings.some(fails)) process.exitCode = 1;
}

function printed(
  format: CheckCommandOptions["format"],
  findings: ReturnType<typeof runChecks>,
  checks: readonly PolicyCheck[],
  documents: readonly PolicyDocument[],
): string {
  switch (format) {
    case "json":
      return JSON.stringify({ stacks: documents.map(({ stack }) => stack), checks: checks.length, findings }, null, 2);
    case "sarif":
      return JSON.stringify(sarifOf(findings, checks, packageVersion()), null, 2);
    default:
      return policyText(findings, documents.length, checks.length);
  }
}

/** What the tenants accept; Terraform of others has no tenants' files. */
function waiversOf(options: CheckCommandOptions): { waivers: PolicyWaiver[]; names?: readonly string[] } {
  const { tenants: folder, tenant, ring } = options;
  const isAsked = tenant.length + ring.length > 0;
  if (!existsSync(folder) && !isAsked) return { waivers: [] };
  const content = contentToRead(options, new WorkCache(cacheFolder()));
  const { tenants } = readTenants(folder, content, selectionOf(options));
  return {
    waivers: tenants.flatMap(({ tenant: { name, waivers = [] }, source }) =>
      waivers.map((waiver, i) => {
        const { file, line, column } = source.locateKey(["waivers", i]);
        return { ...waiver, tenant: name, place: `${file}:${line}:${column}` };
      }),
    ),
    ...(isAsked ? { names: tenants.map(({ tenant: { name } }) => name) } : {}),
  };
}

const chosen = (
  documents: readonly PolicyDocument[],
  names: readonly string[] | undefined,
): readonly PolicyDocument[] =>
  names ? documents.filter(({ stack }) => names.some((name) => stackNamesOf(name).includes(stack))) : documents;

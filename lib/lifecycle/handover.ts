import { blocksOf, type PolicyDocument } from "../policy";
import type { Tenant } from "../tenants";
import { type Thing, thingsOf } from "./things";

/** What a tenant's people are handed: what is deployed, who may do what, and how to undo it. Markdown. */
export function handover(tenant: Tenant, documents: readonly PolicyDocument[]): string {
  const things = documents.flatMap(thingsOf);
  const of = (kind: string) => things.filter((one) => one.kind === kind).sort((a, b) => (a.name < b.name ? -1 : 1));
  const { response = {}, workspace, resourceGroup } = tenant;
  const rules = of("rule");
  const on = rules.filter(({ resource }) => resource.attributes.enabled !== false);
  return [
    `# ${tenant.name}: agents in Microsoft Sentinel`,
    "",
    "| | |",
    "|---|---|",
    ...rowsOf({
      "Entra tenant": tenant.tenantId,
      subscription: tenant.subscriptionId,
      region: tenant.location,
      "resource group": resourceGroup.name,
      workspace: workspace.name ?? workspace.existingWorkspaceId,
      ring: tenant.ring ?? "none",
      stacks: documents.map(({ stack }) => stack).join(", "),
      "state of Terraform": tenant.backend
        ? `storage account ${tenant.backend.storageAccountName}, container ${tenant.backend.containerName}`
        : "a local file beside the stack",
    }),
    "",
    "## What watches",
    "",
    `${on.length} of ${rules.length} rules run.`,
    "",
    "| rule | severity | runs every | on |",
    "|---|---|---|---|",
    ...rules.map(ruleRow),
    "",
    `Tables: ${of("table")
      .map(({ name, resource: { attributes: a } }) => `${name} (${a.total_retention_in_days ?? "?"} days)`)
      .join(", ")}.`,
    "",
    "## What responds",
    "",
    `At most: **${response.mode ?? "DryRun"}**. ${(response.approvers ?? []).length} people may approve; an approval is waited for ${response.approvalHours ?? 8} hours.`,
    ...(tenant.sentinelServicePrincipalObjectId === undefined
      ? ["", "No automation rule is deployed: playbooks are started by hand."]
      : []),
    "",
    "| playbook |",
    "|---|",
    ...of("playbook").map(({ name }) => `| ${name} |`),
    "",
    "## Who may do what",
    "",
    "| permission |",
    "|---|",
    ...of("permission").map(({ name }) => `| ${name} |`),
    "",
    "## Who sends telemetry",
    "",
    ...((tenant.senders ?? []).length === 0
      ? ["Nobody yet."]
      : ["| sender | principal | speaks for |", "|---|---|---|"]),
    ...(tenant.senders ?? []).map(
      ({ name, principalId, everyAgent, agents = [], blueprints = [] }) =>
        `| ${name} | ${principalId} | ${everyAgent ? "every agent" : [...agents, ...blueprints].join(", ")} |`,
    ),
    "",
    "## What was accepted",
    "",
    ...((tenant.waivers ?? []).length === 0
      ? ["Nothing: every check of the policy pack passes, or fails."]
      : ["| check | reason | owner | until |", "|---|---|---|---|"]),
    ...(tenant.waivers ?? []).map(
      ({ check, reason, owner, expires }) => `| ${check} | ${reason} | ${owner} | ${expires} |`,
    ),
    "",
    "## How to undo it",
    "",
    "- One rule: `rules: { AIC-nnn: { enabled: false } }` in the tenant's file, then synthesize and apply.",
    '- All responses: `response: { mode: "Off" }`, then synthesize and apply; at once: disable the automation rules in Sentinel.',
    "- An agent that was frozen: PB-07, from its incident.",
    `- Everything: \`agentid offboard ${tenant.name}\`, which says first what data goes.`,
    "",
  ].join("\n");
}

const rowsOf = (rows: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(rows).map(([key, value]) => `| ${key} | ${value} |`);

function ruleRow({ name, resource: { type, attributes: a } }: Thing): string {
  const severity = blocksOf(a.alert_details_override)[0]?.severity_column_name
    ? `${a.severity}, or as its query says`
    : a.severity;
  return `| ${name.replaceAll("|", "\\|")} | ${severity} | ${type.endsWith("_nrt") ? "minute" : String(a.query_frequency).replace(/^PT?/, "").toLowerCase()} | ${a.enabled === false ? "no" : "yes"} |`;
}

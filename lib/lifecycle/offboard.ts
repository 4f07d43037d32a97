import type { PolicyDocument } from "../policy";
import { governanceStackName } from "../tenants";
import { thingsOf } from "./things";

/** What is lost when a tenant goes, what stays, and the commands in the order that works. @param out folder of the synthesized stacks */
export function offboardText(tenant: string, documents: readonly PolicyDocument[], out: string): string {
  const own = documents.find(({ stack }) => stack === tenant)!;
  const governance = documents.find(({ stack }) => stack === governanceStackName(tenant));
  const others = documents.filter((one) => one !== own).reverse();
  const things = thingsOf(own);
  const of = (kind: string) => things.filter((one) => one.kind === kind);
  const workspace = of("workspace")[0];
  const attributes = governance?.resources.some(({ attributes: { url } }) => /attributeSets/i.test(String(url)));
  return [
    `Data that goes with ${tenant}:`,
    ...(workspace
      ? [`  workspace ${workspace.name}, with everything in it, of whoever wrote it: Azure keeps it for 14 days`]
      : ["  no workspace: the one it uses is managed elsewhere, and stays"]),
    ...of("table").map(
      ({ name, resource: { attributes: a } }) =>
        `  table ${name} (rows of ${a.total_retention_in_days ?? a.retention_in_days ?? "?"} days)`,
    ),
    ...of("watchlist").map(({ name }) => `  watchlist ${name}, what was added in the portal included`),
    `  ${of("rule").length} rules, ${of("playbook").length} playbooks, ${of("permission").length} permissions`,
    "",
    "What stays:",
    ...(attributes ? ["  the attribute set AgentGovernance: Entra never deletes one"] : []),
    "  agents that are frozen or quarantined: release them first (PB-07), since nothing does it afterwards",
    "  incidents that were exported, and the state of Terraform",
    "",
    "In this order (the stacks were written with protect: false):",
    ...others.map(
      ({ stack }) =>
        `  terraform -chdir=${out}/stacks/${stack} init && terraform -chdir=${out}/stacks/${stack} destroy`,
    ),
    `  terraform -chdir=${out}/stacks/${tenant} init && terraform -chdir=${out}/stacks/${tenant} destroy`,
    `  agentid tenant remove ${tenant} --yes`,
  ].join("\n");
}

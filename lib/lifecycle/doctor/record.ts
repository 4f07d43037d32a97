import type { Tenant } from "../../tenants";

/** A shell script that asks Azure what `agentid doctor` wants to know, and writes it as JSON to stdout. It changes nothing. */
export function recordScript({ subscriptionId, resourceGroup, workspace }: Tenant): string {
  const ask = (key: string, command: string, otherwise: string) =>
    `printf ',"${key}":'; ${command} 2>/dev/null || printf '${otherwise}'`;
  return [
    "#!/bin/sh",
    "# az login first. Reads only.",
    `az account set --subscription ${subscriptionId} || exit 1`,
    `printf '{"account":'; az account show --query '{id: id, tenantId: tenantId}'`,
    ask(
      "providers",
      "az provider list --query '[].{namespace: namespace, registrationState: registrationState}'",
      "[]",
    ),
    ask(
      "roles",
      `az role assignment list --all --include-inherited --include-groups --assignee "$(az account show --query user.name -o tsv)" --query '[].{roleDefinitionName: roleDefinitionName, scope: scope}'`,
      "[]",
    ),
    ask("sentinel", "az ad sp show --id 98785600-1bb7-4fb9-b9fa-19afe2c8a360 --query '{id: id}'", "{}"),
    ask("resourceGroup", `az group show --name ${resourceGroup.name} --query '{location: location}'`, "{}"),
    ...(workspace.existingWorkspaceId
      ? [
          ask(
            "workspace",
            `az resource show --ids ${workspace.existingWorkspaceId} --query '{location: location}'`,
            "{}",
          ),
        ]
      : []),
    "printf '}'",
    "",
  ].join("\n");
}

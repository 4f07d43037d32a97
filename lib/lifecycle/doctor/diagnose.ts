import type { Tenant } from "../../tenants";
import type { Answers } from "./answers";

/** Something that an apply would stop at, or that would be missing after it. */
export interface Diagnosis {
  readonly what: string;
  /** the command or the role that mends it */
  readonly fix: string;
}

/** Resource providers that a deployment needs, and those that it needs with a feature. */
const providers = [
  "Microsoft.OperationalInsights",
  "Microsoft.SecurityInsights",
  "Microsoft.OperationsManagement",
  "Microsoft.Insights",
  "Microsoft.Logic",
  "Microsoft.Web",
  "Microsoft.ManagedIdentity",
];

/** What is missing for a tenant, by what was answered; of what nobody answered nothing is said but that. */
export function diagnose(tenant: Tenant, answers: Answers): Diagnosis[] {
  return [account, registrations, roles, sentinel, places, unanswered].flatMap((ask) => ask(tenant, answers));
}

function account({ subscriptionId, tenantId }: Tenant, { account: found }: Answers): Diagnosis[] {
  if (!found) return [];
  return [
    ...(same(found.id, subscriptionId)
      ? []
      : [
          {
            what: `signed in to the subscription ${found.id}, not ${subscriptionId}`,
            fix: `az account set --subscription ${subscriptionId}`,
          },
        ]),
    ...(same(found.tenantId, tenantId)
      ? []
      : [{ what: `signed in to the tenant ${found.tenantId}, not ${tenantId}`, fix: `az login --tenant ${tenantId}` }]),
  ];
}

function registrations(
  { features, response, externalAgentEndpoints }: Tenant,
  { providers: found }: Answers,
): Diagnosis[] {
  if (!found) return [];
  const isOn = (namespace: string) =>
    found.some((one) => same(one.namespace, namespace) && one.registrationState === "Registered");
  const storage = features?.collector || response?.mode === "Approve" || response?.mode === "Auto";
  return [
    ...providers,
    ...(storage ? ["Microsoft.Storage"] : []),
    ...(externalAgentEndpoints ? ["Microsoft.KeyVault"] : []),
  ]
    .filter((namespace) => !isOn(namespace))
    .map((namespace) => ({
      what: `the resource provider ${namespace} is not registered`,
      fix: `az provider register --namespace ${namespace}`,
    }));
}

function roles(tenant: Tenant, { roles: found }: Answers): Diagnosis[] {
  if (!found) return [];
  const { subscriptionId, resourceGroup, response } = tenant;
  const subscription = `/subscriptions/${subscriptionId}`;
  const group = `${subscription}/resourceGroups/${resourceGroup.name}`;
  const has = (names: readonly string[], scope: string) =>
    found.some(
      (one) =>
        names.includes(one.roleDefinitionName) &&
        (same(one.scope, scope) ||
          `${scope.toLowerCase()}/`.startsWith(`${one.scope.toLowerCase().replace(/\/$/, "")}/`)),
    );
  const lacking = (name: string, others: readonly string[], scope: string): Diagnosis[] =>
    has([name, "Owner", ...others], scope)
      ? []
      : [
          {
            what: `who deploys is not ${name} on ${scope}`,
            fix: `az role assignment create --role "${name}" --scope ${scope} --assignee <who deploys>`,
          },
        ];
  const grants = "Role Based Access Control Administrator";
  return [
    ...lacking("Contributor", [], resourceGroup.existing ? group : subscription),
    ...lacking(grants, ["User Access Administrator"], group),
    ...(response?.workflowScopes ?? []).flatMap((scope) => lacking("User Access Administrator", [], scope)),
  ];
}

function sentinel({ sentinelServicePrincipalObjectId: given }: Tenant, { sentinel: found }: Answers): Diagnosis[] {
  if (!found) return [];
  if (found.id === undefined)
    return [
      {
        what: "the tenant has no service principal of Azure Security Insights: no automation rule can start a playbook",
        fix: "az ad sp create --id 98785600-1bb7-4fb9-b9fa-19afe2c8a360, or onboard Sentinel once in the portal",
      },
    ];
  if (given === undefined || same(given, found.id))
    return given === undefined
      ? [
          {
            what: "the tenant's file does not name Sentinel's principal: no automation rule is deployed",
            fix: `write sentinelServicePrincipalObjectId: ${found.id}`,
          },
        ]
      : [];
  return [
    {
      what: `sentinelServicePrincipalObjectId is ${given}, and Sentinel's principal in this tenant is ${found.id}`,
      fix: `write sentinelServicePrincipalObjectId: ${found.id}`,
    },
  ];
}

function places({ location, resourceGroup, workspace }: Tenant, answers: Answers): Diagnosis[] {
  const { location: region } = answers.workspace ?? {};
  const short = (name: string) => name.replaceAll(" ", "").toLowerCase();
  return [
    ...(workspace.existingWorkspaceId && region !== undefined && short(region) !== location
      ? [
          {
            what: `the workspace is in ${short(region)}, and data collection rules have to be where it is, not in ${location}`,
            fix: `write location: ${short(region)}`,
          },
        ]
      : []),
    ...(workspace.existingWorkspaceId && answers.workspace && region === undefined
      ? [
          {
            what: `there is no workspace ${workspace.existingWorkspaceId}`,
            fix: "correct existingWorkspaceId, or give name to make one",
          },
        ]
      : []),
    ...(resourceGroup.existing && answers.resourceGroup && answers.resourceGroup.location === undefined
      ? [
          {
            what: `there is no resource group ${resourceGroup.name}`,
            fix: "remove existing: true, or correct the name",
          },
        ]
      : []),
    ...(!resourceGroup.existing && answers.resourceGroup?.location !== undefined
      ? [
          {
            what: `the resource group ${resourceGroup.name} is there already, and Terraform would refuse to make it`,
            fix: "write resourceGroup: { name: …, existing: true }, or adopt it: agentid adopt",
          },
        ]
      : []),
  ];
}

const asked = ["account", "providers", "roles", "sentinel"] as const;

const unanswered = ({ name }: Tenant, answers: Answers): Diagnosis[] =>
  asked
    .filter((key) => answers[key] === undefined)
    .map((key) => ({
      what: `nothing was answered about ${key}`,
      fix: `agentid doctor ${name} --record | sh > answers.json`,
    }));

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

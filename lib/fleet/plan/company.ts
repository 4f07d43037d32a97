import type { Random } from "../random";

/** Someone who owns, sponsors or asks agents. */
export interface Person {
  /** Entra object id */
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly ip: string;
}

/** An application that is no agent. */
export interface Application {
  readonly appId: string;
  /** object id of its service principal */
  readonly principalId: string;
  readonly name: string;
}

/** What surrounds the agents: the tenant, its people, its services. */
export interface Company {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly domain: string;
  readonly people: readonly Person[];
  /** creates agent identities from blueprints; the only creator there is */
  readonly factory: Application;
  /** builds and deploys */
  readonly pipeline: Application;
  readonly registry: string;
  readonly sqlServer: string;
  readonly gateway: string;
  /** prefix of the tenant's Azure resources */
  readonly resourceRoot: string;
  /** OIDC issuer of the Kubernetes clusters */
  readonly clusterIssuer: string;
}

const firstNames = ["ada", "aiko", "bruno", "chen", "dalia", "emre", "farah", "gwen", "hugo", "ines", "jonas", "kofi"];
const lastNames = ["lindh", "moreau", "okafor", "petrov", "quist", "rossi", "sato", "turner", "urban", "vega", "weber"];

/** The company of a fleet: one person for every ten agents, and twelve at least. */
export function planCompany(random: Random, agents: number): Company {
  const tenantId = random.guid();
  const subscriptionId = random.guid();
  const application = (name: string): Application => ({ appId: random.guid(), principalId: random.guid(), name });
  return {
    tenantId,
    subscriptionId,
    domain: "contoso.com",
    people: Array.from({ length: 12 + Math.floor(agents / 10) }, (_, i) => person(random, i)),
    factory: application("agent-factory"),
    pipeline: application("delivery-pipeline"),
    registry: "contoso.azurecr.io",
    sqlServer: "sql-contoso-agents",
    gateway: "apim-contoso-agents",
    resourceRoot: `/subscriptions/${subscriptionId}/resourceGroups/rg-agents`,
    clusterIssuer: `https://westeurope.oic.prod-aks.azure.com/${tenantId}/${random.guid()}/`,
  };
}

function person(random: Random, index: number): Person {
  const first = firstNames[index % firstNames.length]!;
  const last = lastNames[(index * 7 + Math.floor(index / 77)) % lastNames.length]!;
  const number = index < 77 ? "" : String(Math.floor(index / 77) + 1);
  return {
    id: random.guid(),
    name: `${first[0]!.toUpperCase()}${first.slice(1)} ${last[0]!.toUpperCase()}${last.slice(1)}`,
    upn: `${first}.${last}${number}@contoso.com`,
    ip: `203.0.113.${20 + (index % 200)}`,
  };
}

import type { Random } from "../random";
import type { Blueprint } from "./blueprint";
import type { Company } from "./company";

/** One agent of the fleet. */
export interface FleetAgent {
  readonly index: number;
  /** object id of its service principal, a lower-case GUID; what telemetry calls it by */
  readonly id: string;
  /** application id; the same as `id` for agents that Entra Agent ID knows */
  readonly appId: string;
  readonly name: string;
  readonly blueprint: Blueprint;
  /** appId of its blueprint; empty for a classic agent */
  readonly blueprintId: string;
  /** sends signed records to the native stream rather than spans */
  readonly signs: boolean;
  /** registered but unused */
  readonly idle: boolean;
  /** when the identity came into being, in milliseconds; within the window for agents that join */
  readonly created: number;
  readonly joins: boolean;
  /** sessions per day, relative to its kind's */
  readonly pace: number;
  readonly instanceId: string;
  readonly signingKeyId: string;
  readonly chainId: string;
  /** Azure resource that runs it, lower case where Azure writes it so */
  readonly workflowResourceId: string;
}

/** What tells an agent from the others of its blueprint. */
export interface AgentTraits {
  readonly index: number;
  /** 1 for the blueprint's first */
  readonly number: number;
  readonly signs: boolean;
  readonly idle: boolean;
  /** in milliseconds, for agents that join within the window */
  readonly joins?: number;
}

/** An agent of a blueprint. */
export function planAgent(random: Random, company: Company, blueprint: Blueprint, traits: AgentTraits): FleetAgent {
  const id = random.guid();
  const name = `${blueprint.name}-${String(traits.number).padStart(2, "0")}`;
  const provider =
    blueprint.kind.runtime === "githubActions" ? "Microsoft.Logic/workflows" : "Microsoft.App/containerApps";
  return {
    index: traits.index,
    id,
    appId: blueprint.classic ? random.guid() : id,
    name,
    blueprint,
    blueprintId: blueprint.classic ? "" : blueprint.appId,
    signs: traits.signs,
    idle: traits.idle,
    created: traits.joins ?? blueprint.created + random.int(1, 60) * 86_400_000,
    joins: traits.joins !== undefined,
    pace: Math.min(1.5, Math.max(0.7, random.around(1, 0.2))),
    instanceId: random.guid(),
    signingKeyId: random.hex(43),
    chainId: random.guid(),
    workflowResourceId: `${company.resourceRoot}/providers/${provider}/${name}`,
  };
}

import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Credential } from "../plan/credential";
import type { FleetPlan } from "../plan/plan";
import type { Site } from "../plan/site";
import { Random } from "../random";
import { minute } from "../time";

/** Another build that an agent runs from some time on, which its blueprint's releases do not know of. */
export interface BuildOverride {
  readonly agent: FleetAgent;
  /** in milliseconds */
  readonly from: number;
  readonly build: Build;
}

/** The plan, the seed it came from, and what injected scenarios change about it. */
export class World {
  readonly random: Random;
  private readonly byKind = new Map<string, readonly FleetAgent[]>();

  constructor(
    readonly plan: FleetPlan,
    readonly seed: string,
    private readonly overrides: readonly BuildOverride[] = [],
  ) {
    this.random = new Random(`activity/${seed}`);
  }

  /** The agents of a kind. */
  agentsOf(kind: string): readonly FleetAgent[] {
    let found = this.byKind.get(kind);
    if (!found) {
      found = this.plan.agents.filter((agent) => agent.blueprint.kind.name === kind);
      this.byKind.set(kind, found);
    }
    return found;
  }

  /** The build that an agent runs at `time`. */
  buildOf(agent: FleetAgent, time: number): Build {
    const override = this.overrides.findLast((o) => o.agent === agent && o.from <= time);
    if (override) return override.build;
    const { builds } = agent.blueprint;
    return builds.findLast((build) => build.deployed <= time) ?? builds[0]!;
  }

  /** Where an agent runs at `time`. */
  siteOf(agent: FleetAgent, time: number): Site {
    return this.failoverOf(agent, time)?.site ?? agent.blueprint.site;
  }

  /** The addresses that an agent is seen from at `time`. */
  addressesOf(agent: FleetAgent, time: number): readonly string[] {
    return this.failoverOf(agent, time)?.addresses ?? agent.blueprint.addresses;
  }

  private failoverOf({ blueprint }: FleetAgent, time: number) {
    return this.plan.troubles.failovers.find(
      (failover) => failover.from <= time && time < failover.to && failover.region === blueprint.site.region,
    );
  }

  /** The credential in use at `time`; a new one is taken up an hour and a half after it was added. */
  credentialOf(agent: FleetAgent, time: number): Credential {
    const { credentials } = agent.blueprint;
    return credentials.findLast((credential) => credential.from + 90 * minute <= time) ?? credentials[0]!;
  }
}

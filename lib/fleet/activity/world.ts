import type { FleetAgent } from "../plan/agent";
import type { Build } from "../plan/build";
import type { Credential } from "../plan/credential";
import type { FleetPlan } from "../plan/plan";
import type { Site } from "../plan/site";
import { Random } from "../random";
import { day, hour, minute } from "../time";

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

  /** What a tool is called at `time`, which some team changes with a release in the middle of its releases. */
  nameOf(agent: FleetAgent, tool: string, time: number): string {
    const { builds, manner } = agent.blueprint;
    const isNew = manner.renames && builds.length > 1 && builds.indexOf(this.buildOf(agent, time)) >= builds.length / 2;
    return isNew ? `${tool}_v2` : tool;
  }

  /** Where an agent runs at `time`. */
  siteOf(agent: FleetAgent, time: number): Site {
    return (this.failoverOf(agent, time) ?? twinOf(agent, time) ?? agent.blueprint).site;
  }

  /** The addresses that an agent is seen from at `time`. */
  addressesOf(agent: FleetAgent, time: number): readonly string[] {
    return (this.failoverOf(agent, time) ?? twinOf(agent, time) ?? agent.blueprint).addresses;
  }

  private failoverOf({ blueprint }: FleetAgent, time: number) {
    return this.plan.troubles.failovers.find(
      (failover) => failover.from <= time && time < failover.to && failover.region === blueprint.site.region,
    );
  }

  /** SHA-256 of a tool's definition as its server gives it out at `time`; while a change is rolled out, the old or the new one. */
  definitionOf({ blueprint }: FleetAgent, tool: string, time: number): string {
    const { toolsChange, rollout } = blueprint.manner;
    const first = blueprint.toolDefinitions[tool] ?? "";
    if (toolsChange === 0 || first === "") return first;
    const random = this.random.fork("definition", blueprint.kind.name, tool);
    const period = toolsChange * day;
    const since = time - this.plan.window.start + random.next() * period;
    const isDone = since % period >= rollout * this.random.fork("rollout", tool, time).next();
    const version = Math.floor(since / period) - (isDone ? 0 : 1);
    return `${first.slice(0, 56)}${Math.max(0, version + 1)
      .toString(16)
      .padStart(8, "0")}`;
  }

  /** The credential in use at `time`; a new one is taken up an hour and a half after it was added. */
  credentialOf(agent: FleetAgent, time: number): Credential {
    const { credentials } = agent.blueprint;
    return credentials.findLast((credential) => credential.from + 90 * minute <= time) ?? credentials[0]!;
  }
}

/** The second region of a blueprint, in every other hour. */
const twinOf = ({ blueprint }: FleetAgent, time: number) =>
  Math.floor(time / hour) % 2 === 1 ? blueprint.twin : undefined;

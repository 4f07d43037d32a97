import type { FleetAgent } from "../plan/agent";
import type { Credential } from "../plan/credential";
import type { Site } from "../plan/site";
import type { World } from "./world";

/** How long an access token lives, in milliseconds. */
const tokenLifetime = 70 * 60_000;

/** An access token of an agent: one for each hour in which it works. */
export interface Token {
  /** `UniqueTokenIdentifier`, by which sign-ins, Graph calls and records are joined */
  readonly uniqueId: string;
  /** in milliseconds */
  readonly issued: number;
  readonly expires: number;
  readonly sessionId: string;
  readonly correlationId: string;
  /** address it was asked for from, and is used from */
  readonly ip: string;
  /** where that address lies */
  readonly site: Site;
  readonly credential: Credential;
  /** the first attempt failed and was repeated */
  readonly retried: boolean;
}

/** The token that an agent asks for at `issued`. */
export function issueToken(world: World, agent: FleetAgent, issued: number): Token {
  const random = world.random.fork("token", agent.index, issued);
  const addresses = world.addressesOf(agent, issued);
  return {
    uniqueId: Buffer.from(random.hex(32), "hex").toString("base64url"),
    issued,
    expires: issued + tokenLifetime,
    sessionId: random.guid(),
    correlationId: random.guid(),
    // By turns, so that both addresses are known after a few hours.
    site: world.siteOf(agent, issued),
    ip: addresses[Math.floor(issued / 3_600_000) % addresses.length]!,
    credential: world.credentialOf(agent, issued),
    retried: random.chance(0.01),
  };
}

import type { AgentReference, Operation } from "../activity/operation";
import { Session } from "../activity/session";
import { issueToken, type Token } from "../activity/token";
import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Person } from "../plan/company";
import type { Random } from "../random";
import type { Row, TimedRow } from "../row";
import { type SignInChanges, signIn } from "../rows/sign-in";

/** Work that an agent does in a scenario. */
export interface Work {
  readonly workflow: string;
  readonly prompt: string;
  readonly user?: Person;
  readonly acting?: AgentReference;
  /** about the sign-in */
  readonly signIn?: SignInChanges;
}

/** Takes down what happens in a scenario. */
export class Stage {
  readonly rows: TimedRow[] = [];
  readonly operations: Operation[] = [];
  readonly random: Random;

  constructor(
    private readonly world: World,
    name: string,
  ) {
    this.random = world.random.fork("scenario", name);
  }

  /** A row of a stream or table. */
  readonly row = (target: string, time: number, row: Row): void => {
    this.rows.push({ target, time, row });
  };

  /** An operation, with the traces that operations leave everywhere. */
  readonly operation = (operation: Operation): void => {
    this.operations.push(operation);
  };

  /** A token that the agent asks for at `time`, with its sign-in. */
  token(agent: FleetAgent, time: number, changes: SignInChanges = {}): Token {
    const token = { ...issueToken(this.world, agent, time), ...(changes.ip && { ip: changes.ip }) };
    signIn(this.row, this.world.plan.company, agent, token, changes);
    return token;
  }

  /** A session of the agent, a moment after it got a token. */
  session(agent: FleetAgent, time: number, { signIn: changes, ...work }: Work): Session {
    const token = this.token(agent, time - 2000, changes);
    return new Session(
      this.world,
      this.random.fork("session", time),
      { agent, start: time, token, ...work },
      this.operation,
    );
  }
}

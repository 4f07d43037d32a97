import type { AgentReference } from "../activity/operation";
import type { Session } from "../activity/session";
import type { Token } from "../activity/token";
import type { World } from "../activity/world";
import type { FleetAgent } from "../plan/agent";
import type { Company, Person } from "../plan/company";
import type { Site } from "../plan/site";
import type { Random } from "../random";
import type { Row } from "../row";
import { type AuditEvent, auditRow, auditTable, type Initiator, type Target } from "../rows/audit";
import { type GraphCall, graphRow, graphTable } from "../rows/graph";
import type { SignInChanges } from "../rows/sign-in";
import { Stage } from "../scenarios/stage";

/** Rented machines of somebody who does not want to be found. */
export const hosting: Site = { region: "", country: "MD", city: "Chisinau", asn: "200019", network: "185.220" };
/** An address there. */
export const hostingIp = "185.220.101.34";

/** Where an attack takes place, and what takes down its traces. */
export class Scene {
  readonly stage: Stage;
  readonly random: Random;
  readonly company: Company;
  /** whom the truth names instead of the agent that it began with */
  about: { readonly id: string; readonly name: string; readonly blueprintId: string } | undefined;

  /** @param at when it begins, in milliseconds */
  constructor(
    readonly world: World,
    name: string,
    readonly agent: FleetAgent,
    readonly at: number,
  ) {
    this.stage = new Stage(world, `attack/${name}`);
    this.random = this.stage.random;
    this.company = world.plan.company;
  }

  /** A colleague whose account somebody else uses: never the first, who administers. */
  get insider(): Person {
    return this.company.people[1 + (this.agent.index % (this.company.people.length - 1))]!;
  }

  /** A row of a stream or table. */
  row(target: string, time: number, row: Row): void {
    this.stage.row(target, time, row);
  }

  /** An operation in Entra's audit log. */
  audit(
    time: number,
    operation: string,
    by: Initiator,
    targets: readonly Target[],
    category: AuditEvent["category"] = "ApplicationManagement",
    table = auditTable,
  ): void {
    const event = { id: this.random.guid(), operation, category, by, targets };
    this.row(table, time, auditRow(this.company, time, event));
  }

  /** A token that the agent asks for. */
  token(time: number, changes: SignInChanges = {}, agent = this.agent): Token {
    return this.stage.token(agent, time, changes);
  }

  /** A call to Microsoft Graph with a token of the agent. */
  graph(token: Token, time: number, call: Partial<GraphCall> & Pick<GraphCall, "path">): void {
    const usual = { requestId: this.random.guid(), method: "GET", status: 200, size: 2400 };
    this.row(graphTable, time, graphRow(this.company, this.agent, token, time, { ...usual, ...call }));
  }

  /** A session of the agent, a moment after it got a token. */
  session(
    prompt: string,
    time = this.at,
    more: { readonly agent?: FleetAgent; readonly acting?: AgentReference; readonly signIn?: SignInChanges } = {},
  ): Session {
    const { agent = this.agent, ...rest } = more;
    const workflow = agent.blueprint.kind.tasks[0]!.name;
    const session = this.stage.session(agent, time, { workflow, prompt, ...rest });
    session.think(prompt, "I will do that.");
    return session;
  }
}

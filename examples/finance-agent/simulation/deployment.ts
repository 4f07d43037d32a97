import { context } from "@opentelemetry/api";
import type { SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { Agent } from "../agent/agent";
import { Model } from "../agent/model";
import { SessionPool } from "../agent/sessions";
import { Toolbox } from "../agent/toolbox";
import { AGENT_ID, AGENT_NAME, BLUEPRINT_ID, type Build, LEDGER_SERVER, REPORTING_SERVER } from "../ids";
import { plannerOf } from "../planner/planner";
import type { Task } from "../planner/task";
import { LedgerDatabase } from "../servers/ledger/database";
import { createLedgerServer } from "../servers/ledger/server";
import type { LedgerTables } from "../servers/ledger/tables";
import { Delivery } from "../servers/reporting/delivery";
import { createReportingServer } from "../servers/reporting/server";
import { withIdentity } from "../telemetry/identity";
import { Instrument } from "../telemetry/instrument";
import { createProvider } from "../telemetry/provider";
import { SimulatedClock } from "./clock";
import { HealthEndpoint } from "./health";
import type { Random } from "./random";
import { createWeb } from "./web";

/** What outlives a deployment. */
export interface World {
  start: Date;
  clock: SimulatedClock;
  ledger: LedgerTables;
  exporter: SpanExporter;
  /** Signed records of the same spans, where they are wanted. */
  signed?: SpanProcessor;
}

/** One build of the agent, running: the process that a deployment starts and the next one ends. */
export class Deployment {
  private readonly agent: Agent;
  private readonly pool: SessionPool;
  private readonly health: HealthEndpoint;
  private readonly identity;

  constructor(build: Build, world: World, random: Random) {
    const { clock } = world;
    const provider = createProvider(build, random.uuid(), world.exporter, random.fork("span-ids"), world.signed);
    const instrument = (scope: string, time = clock) => new Instrument(provider.getTracer(scope, build.version), time);

    const ledger = instrument("contoso.ledger-mcp-server");
    const database = new LedgerDatabase(world.ledger, ledger, clock, random.fork("database"));
    const reporting = instrument("contoso.reporting-mcp-server");
    const delivery = new Delivery(createWeb(random.fork("web")), reporting, clock, random.fork("delivery"));
    const servers = new Map([
      [LEDGER_SERVER, () => createLedgerServer(database, ledger, clock)],
      [REPORTING_SERVER, () => createReportingServer(delivery, reporting)],
    ]);
    this.pool = new SessionPool(
      build.version,
      servers,
      instrument("contoso.mcp-client"),
      clock,
      random.fork("sessions"),
    );

    const agent = instrument("contoso.finance-agent");
    const model = new Model(agent, clock, random.fork("model"));
    const toolbox = new Toolbox(this.pool, agent, clock, random.fork("toolbox"));
    this.agent = new Agent(plannerOf(build.version), model, toolbox, agent, clock, random.fork("agent"));
    const probeClock = new SimulatedClock(world.start);
    this.health = new HealthEndpoint(instrument("contoso.http-server", probeClock), probeClock, random.fork("health"));
    this.identity = {
      "gen_ai.agent.id": AGENT_ID,
      "gen_ai.agent.name": AGENT_NAME,
      "gen_ai.agent.version": build.version,
      "microsoft.a365.agent.blueprint.id": BLUEPRINT_ID,
    };
  }

  invoke(task: Task): Promise<string> {
    return this.asAgent(() => this.agent.invoke(task));
  }

  idleUntil(instant: Date): Promise<void> {
    return this.asAgent(() => this.pool.idleUntil(instant));
  }

  probe(at: Date): Promise<void> {
    return this.health.probe(at);
  }

  stop(): Promise<void> {
    return this.asAgent(() => this.pool.close());
  }

  private asAgent<T>(work: () => Promise<T>): Promise<T> {
    return context.with(withIdentity(context.active(), this.identity), work);
  }
}

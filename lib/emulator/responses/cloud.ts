import type { KeyObject } from "node:crypto";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import { runWorkflow, type ValueObject } from "@sentinel-agent-identities/logic-apps";
import { readAccess } from "../access";
import { type ArmCall, type CommentAuthor, FakeArm, Incidents, WatchlistItems, Workloads } from "../arm";
import { nothingRan } from "../automation/run";
import { incidentTriggerBody } from "../automation/trigger-body";
import type { SentinelEmulator } from "../emulator";
import { EmulatorError } from "../errors";
import { Faults } from "../faults";
import { Directory, FakeGraph, type GraphCall } from "../graph";
import { FakePlatforms, type PlatformCall, readEndpoints } from "../platforms";
import { FakeTables, readTables, type TableCall } from "../tables";
import { FakeTeams, type PostedCard } from "../teams";
import { blocks } from "../terraform/blocks";
import { readStack, type Stack } from "../terraform/stack";
import { Timeline, TimelineClock } from "../timeline";
import { FakeVaults, readVaultKeys, type VaultCall } from "../vaults";
import { resolverOf } from "../workspace/read-workspace";
import type { CloudOptions, CloudRun, PlaybookRunOptions, Start } from "./cloud-options";
import { incidentIn } from "./incident-in";
import { ledgerRows } from "./ledger";
import { OwnChanges } from "./own-changes";
import { type DeployedPlaybook, readDeployedPlaybooks } from "./playbook";
import { armHost, Services } from "./services";
import { SharedClock } from "./shared-clock";
import { CloudTransport } from "./transport";
import { whoIs } from "./who-is";

/**
 * Azure and Microsoft Entra as the playbooks of a stack meet them: Microsoft Graph, Azure Resource Manager with the
 * Sentinel connector, the Log Analytics query API, the Logs Ingestion API, Table Storage, Key Vault and the platforms of agents outside Entra, each over HTTPS on this machine. They keep
 * their state from run to run, go by the clock of the run, and let nobody do what no grant allows.
 */
export class EmulatedCloud {
  private runs = 0;

  private constructor(
    readonly playbooks: readonly DeployedPlaybook[],
    readonly directory: Directory,
    readonly incidents: Incidents,
    readonly workloads: Workloads,
    private readonly services: Services,
    private readonly timeline: Timeline,
    private readonly teams: FakeTeams,
  ) {}

  /**
   * Reads the stack and starts the servers.
   * @throws EmulatorError for a stack that cannot be resolved; WorkflowError for a playbook that is malformed
   */
  static async start(options: CloudOptions): Promise<EmulatedCloud> {
    const { emulator } = options;
    const stack = readStack(options.stack);
    const resolver = resolverOf(stack);
    const playbooks = readDeployedPlaybooks(stack);
    const directory = new Directory(options.directory);
    const incidents = options.incidents ?? new Incidents(options.people ?? [], (id) => whoIs(id, directory, playbooks));
    const workloads = new Workloads([
      ...playbooks.map(({ armId, state }) => ({ id: armId, state })),
      ...(options.workloads ?? []),
    ]);
    const watchlists = new WatchlistItems(emulator.workspace.watchlists, (one) => emulator.fillWatchlist(one));
    const clock = new SharedClock(new VirtualClock(new Date(0)));
    const faults = new Faults(options.faults);
    const grants = [...(options.graphGrants ?? [])].map(([id, roles]) => [id.toLowerCase(), roles] as const);
    const graph = new FakeGraph({
      directory,
      clock,
      faults,
      permissions: Object.fromEntries(grants),
      ...(options.lag === undefined ? {} : { lag: options.lag }),
    });
    const state = { incidents, workloads, watchlists };
    const access = readAccess(stack, resolver);
    const arm = new FakeArm({ clock, faults, state, access });
    const tables = new FakeTables(readTables(stack, resolver), access, clock);
    const vaults = new FakeVaults(readVaultKeys(stack, resolver), access);
    const endpoints = readEndpoints(playbooks.map(({ workflow }) => workflow));
    const platforms = new FakePlatforms(endpoints, (id) => vaults.publicKey(id), clock);
    const ingestionHosts = stack
      .ofType("azurerm_monitor_data_collection_endpoint")
      .map((resource) => new URL(resolver.attribute(resource, "logs_ingestion_endpoint")).host);
    const services = await Services.start(emulator, clock, {
      graph,
      arm,
      tables,
      vaults,
      platforms,
      faults,
      ingestionHosts,
    });
    const teams = new FakeTeams(
      incidents,
      (id) => whoIs(id, directory, playbooks),
      tenantOf(stack) ?? directory.tenantId,
    );
    const timeline = options.timeline ?? new Timeline();
    return new EmulatedCloud(playbooks, directory, incidents, workloads, services, timeline, teams);
  }

  /** Who an object id is, as comments name their authors. */
  whoIs(objectId: string): CommentAuthor {
    return whoIs(objectId, this.directory, this.playbooks);
  }

  /** Every call to Microsoft Graph, in order. */
  get graphCalls(): readonly GraphCall[] {
    return this.services.graph.calls;
  }

  /** Every call to Azure Resource Manager and the Sentinel connector, in order. */
  get armCalls(): readonly ArmCall[] {
    return this.services.arm.calls;
  }

  /** Every card that was posted in Microsoft Teams, in order. */
  get cards(): readonly PostedCard[] {
    return this.teams.cards;
  }

  /** Every call to Table Storage, in order. */
  get tableCalls(): readonly TableCall[] {
    return this.services.tables.calls;
  }

  /** Rows of a storage table, in the order of their keys; none where there is no such table. */
  tableRows(name: string): readonly Readonly<Record<string, unknown>>[] {
    return this.services.tables.rows(name);
  }

  /** Every call to Key Vault, in order. */
  get vaultCalls(): readonly VaultCall[] {
    return this.services.vaults.calls;
  }

  /** Every call to a platform of agents outside Entra, in order. */
  get platformCalls(): readonly PlatformCall[] {
    return this.services.platforms.calls;
  }

  /** Whether an agent outside Entra is `paused` or `running`, as its platform has it. */
  platformStateOf(agentId: string): string {
    return this.services.platforms.stateOf(agentId);
  }

  /** The public part of a key in Key Vault, by its address without a version. */
  publicKey(id: string): KeyObject | undefined {
    return this.services.vaults.publicKey(id);
  }

  /**
   * A playbook by its name or ARM id.
   * @throws EmulatorError when the stack has none of that name
   */
  playbook(name: string): DeployedPlaybook {
    const found = this.playbooks.find((one) => one.name === name || one.armId.toLowerCase() === name.toLowerCase());
    if (found) return found;
    throw new EmulatorError(
      `playbook ${name}`,
      "is no Logic App of the stack",
      `it has ${this.playbooks.map((one) => one.name).join(", ") || "none"}`,
    );
  }

  /**
   * Runs a playbook to its end. Waiting takes no time. Runs that are under way together, such as those of one
   * `Promise.all`, go on side by side: what one does at ten past is there for another at a quarter past.
   * @param name or ARM id
   * @throws WorkflowError, WorkflowInputError for what does not run here; EmulatorError for what Azure would refuse
   */
  async run(name: string, start: Start, options: PlaybookRunOptions = {}): Promise<CloudRun> {
    const playbook = this.playbook(name);
    const { emulator } = this.services;
    const isIncident = "createdTime" in start;
    const at = isIncident ? new Date(start.createdTime) : start.at;
    if (this.workloads.stateOf(playbook.armId) === "Disabled")
      return nothingRan("Disabled", at.toISOString(), `${playbook.name} is disabled`);
    const body = isIncident ? incidentTriggerBody(emulator.workspace, start) : start.triggerBody;
    const incident = incidentIn(body);
    const changes = new OwnChanges(this.directory, this.workloads);
    const clock: TimelineClock = new TimelineClock(at, this.timeline, {
      begin: () => {
        this.services.clock.follow(clock);
        changes.begin();
      },
      end: () => changes.end(),
    });
    const connections = options.parameters?.$connections ?? playbook.workflow.parameterValues.$connections ?? {};
    const transport = new CloudTransport({
      playbook,
      clock,
      connections: connections as ValueObject,
      hosts: this.services.hosts,
      armHost,
      teams: this.teams,
      ...(incident ? { incident: incident.name } : {}),
      ...(options.uploaded ? { uploaded: (stream, at) => this.tell(options.uploaded!, stream, at) } : {}),
    });
    const own = playbook.identities.map(({ principalId }) => principalId);
    const others = new Set(
      this.playbooks
        .flatMap(({ identities }) => identities.map((one) => one.principalId))
        .filter((id) => !own.includes(id)),
    );
    const seed = `${playbook.name} ${++this.runs}`;
    return clock.during(async () => {
      if (incident) this.incidents.open(incident, at);
      const known = new Set(this.incidents.known(incident?.name));
      const run = await runWorkflow(playbook.workflow, {
        trigger: {
          ...(options.trigger === undefined ? {} : { name: options.trigger }),
          outputs: { headers: {}, body: (body ?? {}) as ValueObject },
        },
        transport,
        clock,
        parameters: options.parameters ?? {},
        seed,
        id: playbook.armId,
        location: playbook.location,
      });
      return {
        status: run.status,
        ...(run.error ? { error: run.error } : {}),
        startTime: run.startTime,
        endTime: run.endTime,
        calls: run.calls.map(({ time, method, url, answer }) => ({ time, method, url, status: answer })),
        comments: (incident ? this.incidents.comments(incident.name, clock.now()) : [])
          .filter(({ name, author }) => !known.has(name) && !others.has(String(author.objectId)))
          .map(({ message, createdTime, author }) => ({ message, time: createdTime, author: author.name })),
        changes: changes
          .sinceBegin()
          .map(({ at: time, id: target, name, before, after }) => ({ time, target, name, before, after })),
        ledger: await ledgerRows(emulator, transport.uploads, clock.now()),
        uploads: transport.uploads.flatMap(({ stream, at }) =>
          tablesOf(emulator, stream).map((table) => ({ table, at })),
        ),
        workflow: run,
      };
    });
  }

  private tell(uploaded: NonNullable<PlaybookRunOptions["uploaded"]>, stream: string, at: Date): void {
    for (const table of tablesOf(this.services.emulator, stream)) uploaded(table, at);
  }

  /** Stops the servers. */
  close(): Promise<void> {
    return this.services.close();
  }
}

/** The tenant that a stack is deployed to, where its provider names it. */
function tenantOf({ providers }: Stack): string | undefined {
  const id = blocks(providers.azurerm)[0]?.tenant_id;
  return typeof id === "string" && !id.includes("${") ? id : undefined;
}

const tablesOf = ({ workspace }: SentinelEmulator, stream: string): string[] =>
  workspace.streams.find(({ name }) => name === stream)?.flows.map(({ table }) => table) ?? [];

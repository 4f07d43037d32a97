import { ArmServer, type FakeArm } from "../arm";
import type { SentinelEmulator } from "../emulator";
import type { Faults } from "../faults";
import { type FakeGraph, GraphServer } from "../graph";
import { type FakePlatforms, PlatformServer } from "../platforms";
import { IngestionServer, QueryServer } from "../server";
import { type FakeTables, TableServer } from "../tables";
import { type FakeVaults, VaultServer } from "../vaults";
import { type Endpoint, StandInClient } from "./client";
import type { SharedClock } from "./shared-clock";

const graphHost = "graph.microsoft.com";
/** Host of Azure Resource Manager, under which connections are too. */
export const armHost = "management.azure.com";
const queryHosts = ["api.loganalytics.azure.com", "api.loganalytics.io"];

/** The servers, and the clients that reach them. */
export class Services {
  private constructor(
    readonly emulator: SentinelEmulator,
    readonly clock: SharedClock,
    readonly graph: FakeGraph,
    readonly arm: FakeArm,
    readonly tables: FakeTables,
    readonly vaults: FakeVaults,
    readonly platforms: FakePlatforms,
    readonly hosts: ReadonlyMap<string, StandInClient>,
    private readonly servers: readonly (Endpoint & { close(): Promise<void> })[],
  ) {}

  static async start(
    emulator: SentinelEmulator,
    clock: SharedClock,
    {
      graph,
      arm,
      tables,
      vaults,
      platforms,
      faults,
      ingestionHosts,
    }: {
      graph: FakeGraph;
      arm: FakeArm;
      tables: FakeTables;
      vaults: FakeVaults;
      platforms: FakePlatforms;
      faults: Faults;
      ingestionHosts: readonly string[];
    },
  ): Promise<Services> {
    const starting = await Promise.allSettled([
      GraphServer.start(graph),
      ArmServer.start(arm),
      QueryServer.start(emulator, { clock, faults, onlyArrived: true }),
      IngestionServer.start(emulator, { clock, faults }),
      TableServer.start(tables, { faults }),
      VaultServer.start(vaults, { faults }),
      PlatformServer.start(platforms, { faults }),
    ]);
    const servers = starting.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failed = starting.find((one) => one.status === "rejected");
    if (failed) {
      await Promise.all(servers.map((server) => server.close()));
      throw failed.reason;
    }
    const hosts = new Map<string, StandInClient>();
    for (const [i, names] of [
      [graphHost],
      [armHost],
      queryHosts,
      ingestionHosts,
      tables.deployed.map(({ host }) => host),
      vaults.deployed.map(({ host }) => host),
      platforms.endpoints.map((endpoint) => new URL(endpoint).host.toLowerCase()),
    ].entries()) {
      const client = new StandInClient(servers[i]!);
      for (const name of names) hosts.set(name, client);
    }
    return new Services(emulator, clock, graph, arm, tables, vaults, platforms, hosts, servers);
  }

  async close(): Promise<void> {
    for (const client of this.hosts.values()) client.close();
    await Promise.all(this.servers.map((server) => server.close()));
  }
}

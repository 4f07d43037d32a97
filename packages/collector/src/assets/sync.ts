import { sendApart } from "../send/send-apart";
import { type AssetConfig, type AssetRow, type AssetType, assetRow, assetStream, type Snapshot } from "./asset-row";
import { chunks } from "./chunks";
import { goneConfig } from "./gone";
import type { GraphPrincipal } from "./graph-objects";
import { lastOf } from "./last-of";
import { AssetReader } from "./reader";
import { type AssetState, type KnownAsset, readAssetState } from "./state";
import type { AssetSyncOptions, AssetSyncReport } from "./sync-options";

const stateName = "assets";
const deltaPath = "servicePrincipals/delta?$deltatoken=latest";

/**
 * Writes what each identity is: all of them in a full run, what changed in a delta run. A run that is killed goes on where
 * it was; rows may then be there twice, with the same content.
 */
export class AssetSync {
  private readonly notes = new Set<string>();
  private readonly reader: AssetReader;
  private state!: AssetState;
  private known!: Map<string, KnownAsset>;
  private rows = 0;
  private deleted = 0;

  constructor(private readonly options: AssetSyncOptions) {
    const { graph, keys, classicTag = "AIAgent" } = options;
    this.reader = new AssetReader({ graph, keys, classicTag, note: (text) => this.notes.add(text) });
  }

  /**
   * One run.
   * @param wanted a delta run becomes a full one where there is nothing to go on from
   * @throws GraphRequestError, SendError
   */
  async run(wanted: "Full" | "Delta"): Promise<AssetSyncReport> {
    const { graph, store } = this.options;
    const before = graph.requests;
    this.state = readAssetState(await store.read(stateName));
    this.known = new Map(Object.entries(this.state.known));
    await this.reader.begin();
    const type = wanted === "Delta" && !this.state.full && (await this.delta()) ? "Delta" : "Full";
    if (type === "Full") await this.full();
    return {
      type,
      rows: this.rows,
      deleted: this.deleted,
      requests: graph.requests - before,
      notes: [...this.notes].sort(),
    };
  }

  private async full(): Promise<void> {
    const { graph, clock } = this.options;
    if (!this.state.full) {
      const began = clock.now().toISOString();
      // Before anything is read, so that no change falls between.
      const changes = await graph.changes<GraphPrincipal>("v1.0", deltaPath);
      if (changes === "reset") throw new Error("a first request for changes cannot be out of date");
      await this.save({ full: { id: `full-${began}`, began, deltaLink: changes.link } });
    }
    const { id, began, deltaLink } = this.state.full!;
    const snapshot: Snapshot = { id, type: "Full" };
    const seen = await this.others(snapshot, () => true);
    let waiting: GraphPrincipal[] = [];
    const { chunk = 500 } = this.options;
    const flush = async () => {
      const agents = waiting;
      waiting = [];
      await this.write(snapshot, await this.reader.agents(agents), () => true);
    };
    for await (const page of this.reader.listAgents())
      for (const agent of page) {
        seen.add(agent.id.toLowerCase());
        if (this.known.get(agent.id.toLowerCase())?.full === id) continue;
        waiting.push(agent);
        if (waiting.length >= chunk) await flush();
      }
    await flush();
    await this.external(snapshot, seen, () => true);
    await this.remove(
      snapshot,
      // What could not be read is there all the same.
      [...this.known.keys()].filter((known) => !seen.has(known) && !this.reader.aside.ids.has(known)),
    );
    await this.save({ deltaLink, lastFull: began, full: undefined });
  }

  /** False when there is nothing to go on from. */
  private async delta(): Promise<boolean> {
    const { graph, clock, chunk = 500 } = this.options;
    const { deltaLink } = this.state;
    if (deltaLink === undefined) return false;
    const changes = await graph.changes<GraphPrincipal>("v1.0", "servicePrincipals/delta", deltaLink);
    if (changes === "reset") {
      this.notes.add("Graph no longer knows where the last run ended; everything was read anew");
      return false;
    }
    const snapshot: Snapshot = { id: `delta-${clock.now().toISOString()}`, type: "Delta" };
    const isNews = (row: AssetRow) => this.known.get(row.AgentId)?.hash !== row.ConfigHash;
    const before = this.inheritance();
    const seen = await this.others(snapshot, isNews);
    const inherited = this.inheritance();
    const changed = lastOf(changes.value);
    const ids = new Set(changed.filter(({ id, ...rest }) => this.isAgent(id, rest)).map(({ id }) => id.toLowerCase()));
    for (const [id, { type, surroundings, blueprintId }] of this.known) {
      if (type !== "AgentIdentity") continue;
      const parent = blueprintId ?? "";
      if (surroundings !== this.reader.surroundings(id) || before.get(parent) !== inherited.get(parent)) ids.add(id);
    }
    const turn = this.turn();
    for (const id of turn) ids.add(id);
    const removed = changed.filter((change) => change["@removed"]).map(({ id }) => id.toLowerCase());
    for (const id of removed) ids.delete(id);
    for (const some of chunks([...ids].sort(), chunk))
      await this.write(snapshot, await this.reader.agents(await this.reader.getAgents(some)), isNews);
    await this.external(snapshot, seen, isNews, ids);
    const gone = [...this.known]
      .filter(([id, { type }]) => type !== "AgentIdentity" && !seen.has(id) && !this.reader.aside.ids.has(id))
      .map(([id]) => id);
    await this.remove(snapshot, [...gone, ...removed.filter((id) => this.known.get(id)?.type === "AgentIdentity")]);
    await this.save({ deltaLink: changes.link, lastInTurn: turn.at(-1) });
    return true;
  }

  /** The agents whose turn it is: those after the last one of the run before, and from the first again. */
  private turn(): readonly string[] {
    const { lastInTurn = "" } = this.state;
    const agents = [...this.known].flatMap(([id, { type }]) => (type === "AgentIdentity" ? [id] : [])).sort();
    const after = agents.filter((id) => id > lastInTurn);
    return [...after, ...agents.slice(0, agents.length - after.length)].slice(0, this.options.inTurn ?? 200);
  }

  /** Objects of Entra that rows were written for, by every id that they have. */
  private entraIds(): string[] {
    return [...this.known].flatMap(([id, { type, appId }]) =>
      type === "ExternalAgent" ? [] : [id, ...(appId ? [appId.toLowerCase()] : [])],
    );
  }

  /**
   * Agents that Entra does not know. An id that Entra has an object with is nobody else's: its owner could otherwise give a
   * foreign agent the rights and the habits of one of the tenant's.
   * @param seen of Entra; hears of these
   * @param more ids of Entra
   */
  private async external(
    snapshot: Snapshot,
    seen: Set<string>,
    isNews: (row: AssetRow) => boolean,
    more: Iterable<string> = [],
  ): Promise<void> {
    const ids = new Set([...seen, ...more, ...this.entraIds()]);
    const own = (this.options.external ?? []).filter(({ id, name }) => {
      const free = !ids.has(id.toLowerCase());
      if (!free) this.notes.add(`ExternalAgent "${name}" was set aside: Entra has an object with the id ${id}`);
      return free;
    });
    const configs = this.reader.externalAgents(own);
    for (const { AgentId } of configs) seen.add(AgentId);
    await this.write(snapshot, configs, isNews);
  }

  /** What blueprints' principals pass on, as their rows' hashes say. */
  private inheritance(): ReadonlyMap<string, string> {
    const principals = [...this.known.values()].filter(({ type }) => type === "BlueprintPrincipal");
    return new Map(principals.map(({ blueprintId, hash }) => [blueprintId ?? "", hash]));
  }

  private isAgent(id: string, change: Omit<GraphPrincipal, "id">): boolean {
    if (change["@removed"]) return false;
    return (
      this.known.get(id.toLowerCase())?.type === "AgentIdentity" ||
      change["@odata.type"] === "#microsoft.graph.agentIdentity" ||
      change.servicePrincipalType === "ServiceIdentity"
    );
  }

  /** Everything but agent identities, which are few. */
  private async others(snapshot: Snapshot, isNews: (row: AssetRow) => boolean): Promise<Set<string>> {
    const seen = new Set<string>();
    const kinds: readonly (readonly [AssetType, () => Promise<AssetConfig[] | undefined>])[] = [
      ["Blueprint", () => this.reader.blueprints()],
      ["BlueprintPrincipal", () => this.reader.blueprintPrincipals()],
      ["ClassicAgent", () => this.reader.classicAgents()],
      ["AgentUser", () => this.reader.agentUsers()],
    ];
    for (const [type, read] of kinds) {
      const configs = await read();
      if (!configs) {
        // What may not be read is there all the same.
        for (const [id, known] of this.known) if (known.type === type) seen.add(id);
        continue;
      }
      for (const { AgentId } of configs) seen.add(AgentId);
      const open =
        snapshot.type === "Full"
          ? configs.filter(({ AgentId }) => this.known.get(AgentId)?.full !== snapshot.id)
          : configs;
      await this.write(snapshot, open, isNews);
    }
    return seen;
  }

  /** Sends rows, and then remembers that they were. */
  private async write(
    snapshot: Snapshot,
    configs: readonly AssetConfig[],
    isNews: (row: AssetRow) => boolean,
  ): Promise<void> {
    const now = this.options.clock.now();
    const all = configs.flatMap((config) => {
      try {
        return [assetRow(config, snapshot, now)];
      } catch (error) {
        this.reader.aside.add(config.AgentId, config.AssetType, (error as Error).message);
        return [];
      }
    });
    const rows = all.filter(isNews);
    const refused = new Set<AssetRow>();
    const name = (row: AssetRow) => {
      refused.add(row);
      return `${row.AssetType} ${row.AgentId} was set aside`;
    };
    for (const problem of await sendApart(this.options.sender, assetStream, rows, { name })) this.notes.add(problem);
    this.rows += rows.length - refused.size;
    for (const row of rows) if (!refused.has(row)) this.known.set(row.AgentId, this.remembered(row, snapshot));
    if (rows.length > 0) await this.keep(snapshot);
  }

  /** A full run is long and goes on where it was; a delta run is short, and compares with the state as it was before. */
  private async keep({ type }: Snapshot): Promise<void> {
    if (type === "Full") await this.save({});
  }

  private remembered(row: AssetRow, { id, type }: Snapshot): KnownAsset {
    return {
      type: row.AssetType,
      hash: row.ConfigHash,
      name: row.AgentName,
      appId: row.AppId,
      blueprintId: row.BlueprintId,
      surroundings: this.reader.surroundings(row.AgentId),
      full: type === "Full" ? id : (this.known.get(row.AgentId)?.full ?? ""),
    };
  }

  private async remove(snapshot: Snapshot, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const now = this.options.clock.now();
    const rows = ids.map((id) => assetRow(goneConfig(id, this.known.get(id)!), snapshot, now));
    await this.options.sender.send(assetStream, rows);
    this.rows += rows.length;
    this.deleted += rows.length;
    for (const id of ids) this.known.delete(id);
    await this.keep(snapshot);
  }

  private async save(changes: Partial<AssetState>): Promise<void> {
    this.state = { ...this.state, ...changes, known: Object.fromEntries(this.known) };
    await this.options.store.write(stateName, this.state);
  }
}

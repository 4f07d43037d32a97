import type { KeyRegistry } from "@sentinel-agent-identities/lineage";
import type { ExternalAgent } from "../external-agent";
import type { GraphClient } from "../graph";
import { allowed } from "./allowed";
import { type AssetConfig, assetConfig } from "./asset-row";
import { applicationColumns, enabled, grantColumns, isSingleInstance, principalColumns, tierOf } from "./columns";
import { credentialColumns } from "./credentials";
import { externalConfig } from "./external";
import { AppRoleNames, type Facts, readFacts } from "./facts";
import { type Grants, readGrants, readInherited } from "./grants";
import {
  type FederatedCredential,
  type GraphAgentUser,
  type GraphApplication,
  type GraphPrincipal,
  selections,
} from "./graph-objects";
import { factColumns, lifecycleState } from "./identity-facts";
import { ownersOf, peoplePaths, readPeople } from "./people";
import { SetAside } from "./set-aside";

/** What the reader needs. */
export interface AssetReaderOptions {
  readonly graph: GraphClient;
  readonly keys?: KeyRegistry;
  /** tag that marks service principals which are agents without an Agent ID */
  readonly classicTag: string;
  /** hears about what may not be read */
  readonly note: (text: string) => void;
}

/** Reads identities of a tenant, kind by kind, with everything their rows say. */
export class AssetReader {
  /** what could not be read, of all that was read so far */
  readonly aside: SetAside;
  private readonly names: AppRoleNames;
  private facts: Facts = { signingKeys: new Map() };
  private attributes = false;
  /** blueprint principals by the blueprint's appId */
  private readonly principals = new Map<string, GraphPrincipal>();
  private readonly inheritable = new Map<string, Grants>();

  constructor(private readonly options: AssetReaderOptions) {
    this.names = new AppRoleNames(options.graph);
    this.aside = new SetAside(options.note);
  }

  /** Reads what is looked up for every identity. Comes first. */
  async begin(): Promise<void> {
    const { graph, keys, note } = this.options;
    this.facts = await readFacts(graph, keys, note);
    const probe = `servicePrincipals/microsoft.graph.agentIdentity?$top=1&$select=${selections.attributes}`;
    this.attributes = (await allowed(graph.get("v1.0", probe), note)) !== undefined;
    const path = `servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal?$top=999&$select=${selections.principal}`;
    const principals = await graph.list<GraphPrincipal>("v1.0", path);
    for (const principal of this.aside.wellFormed(principals, "BlueprintPrincipal"))
      if (typeof principal.appId === "string" && principal.appId)
        this.principals.set(principal.appId.toLowerCase(), principal);
  }

  /** Agents that Entra does not know, as the tenant's file has them. */
  externalAgents(agents: readonly ExternalAgent[]): AssetConfig[] {
    return agents.map((agent) => externalConfig(agent, this.facts.signingKeys.get(agent.id.toLowerCase()) ?? []));
  }

  /** What of an identity changes without its own object changing, as text to compare. */
  surroundings(id: string): string {
    return JSON.stringify(factColumns(this.facts, id));
  }

  /** Pages of agent identities as they are listed. */
  async *listAgents(): AsyncGenerator<readonly GraphPrincipal[]> {
    const path = `servicePrincipals/microsoft.graph.agentIdentity?$top=100&$select=${this.agentSelection}`;
    for await (const page of this.options.graph.pages<GraphPrincipal>("v1.0", path))
      yield this.aside.wellFormed(page, "AgentIdentity");
  }

  /** Agent identities by id; what is gone by now is left out. */
  async getAgents(ids: readonly string[]): Promise<GraphPrincipal[]> {
    const pathOf = (id: string) =>
      `servicePrincipals/${id}/microsoft.graph.agentIdentity?$select=${this.agentSelection}`;
    const answers = await this.options.graph.batch("v1.0", ids.map(pathOf));
    const found = ids.flatMap((id) => {
      const answer = answers.get(pathOf(id));
      return answer?.status === 200 ? [answer.body as GraphPrincipal] : [];
    });
    return this.aside.wellFormed(found, "AgentIdentity");
  }

  private get agentSelection(): string {
    return this.attributes ? `${selections.agent},customSecurityAttributes` : selections.agent;
  }

  async agents(agents: readonly GraphPrincipal[]): Promise<AssetConfig[]> {
    const { graph, note } = this.options;
    const ids = agents.map(({ id }) => id);
    const people = await readPeople(
      graph,
      ids.map((id) => peoplePaths("servicePrincipals", id, "agentIdentity")),
      note,
    );
    const own = await readGrants(graph, this.names, ids, note);
    const inherited = await readInherited(graph, this.names, ids, note);
    await this.learnInheritable(agents.filter((_, i) => inherited[i] === undefined));
    return this.aside.each(agents, "AgentIdentity", (agent, i) => {
      const [who, granted] = [people[i], own[i]];
      // Deleted between the list and now.
      if (!who || !granted) return [];
      const blueprintId = agent.agentIdentityBlueprintId?.toLowerCase() ?? null;
      const parent = inherited[i] ?? this.inheritable.get(blueprintId ?? "");
      const facts = factColumns(this.facts, agent.id);
      return [
        assetConfig({
          ...principalColumns(agent),
          ...who,
          ...facts,
          AssetType: "AgentIdentity",
          AgentId: agent.id.toLowerCase(),
          AppId: (agent.appId ?? agent.id).toLowerCase(),
          BlueprintId: blueprintId,
          BlueprintPrincipalId: this.principals.get(blueprintId ?? "")?.id ?? null,
          CustomSecurityAttributes: this.attributes ? (agent.customSecurityAttributes ?? {}) : null,
          AppRoles: granted.roles,
          DelegatedScopes: granted.scopes,
          InheritedAppRoles: parent?.roles ?? null,
          InheritedScopes: parent?.scopes ?? null,
          PrivilegeTier: tierOf([granted.roles, parent?.roles ?? []], facts.DirectoryRoles),
          ...(isSingleInstance(agent) ? { AdditionalFields: { SingleInstance: true } } : {}),
        }),
      ];
    });
  }

  /** Grants of the blueprints' principals, for agents whose own inheritance Graph does not say. */
  private async learnInheritable(agents: readonly GraphPrincipal[]): Promise<void> {
    const blueprints = [...new Set(agents.map((agent) => String(agent.agentIdentityBlueprintId ?? "").toLowerCase()))];
    const fresh = blueprints.filter((id) => this.principals.has(id) && !this.inheritable.has(id));
    const ids = fresh.map((id) => this.principals.get(id)!.id);
    const grants = await readGrants(this.options.graph, this.names, ids, this.options.note);
    for (const [i, id] of fresh.entries()) if (grants[i]) this.inheritable.set(id, grants[i]);
  }

  async blueprints(): Promise<AssetConfig[]> {
    const { graph, note } = this.options;
    const path = `applications/microsoft.graph.agentIdentityBlueprint?$top=999&$select=${selections.application}`;
    const applications = this.aside.wellFormed(await graph.list<GraphApplication>("v1.0", path), "Blueprint");
    const federated = await this.federated(applications, "/microsoft.graph.agentIdentityBlueprint");
    const people = await readPeople(
      graph,
      applications.map(({ id }) => peoplePaths("applications", id, "agentIdentityBlueprint")),
      note,
    );
    return this.aside.each(applications, "Blueprint", (application, i) => {
      const who = people[i];
      if (!who) return [];
      const principal = this.principals.get(application.appId.toLowerCase());
      return [
        assetConfig({
          ...applicationColumns(application),
          ...credentialColumns(application, federated.get(application.id)),
          ...who,
          AssetType: "Blueprint",
          AgentId: application.id.toLowerCase(),
          AppId: application.appId.toLowerCase(),
          AgentName: application.displayName ?? null,
          BlueprintId: application.appId.toLowerCase(),
          BlueprintPrincipalId: principal?.id ?? null,
          AccountEnabled: enabled(principal?.accountEnabled, application, principal ?? {}),
          LifecycleState: lifecycleState({
            ...application,
            accountEnabled: principal?.accountEnabled,
            isDisabled: application.isDisabled || principal?.isDisabled,
          }),
        }),
      ];
    });
  }

  private async federated(
    applications: readonly GraphApplication[],
    cast = "",
  ): Promise<ReadonlyMap<string, readonly FederatedCredential[] | undefined>> {
    const pathOf = (id: string) => `applications/${id}${cast}/federatedIdentityCredentials`;
    const paths = applications.map(({ id }) => pathOf(id));
    const lists = await this.options.graph.lists<FederatedCredential>("v1.0", paths, [404]);
    return new Map(
      applications.map(({ id }) => {
        const list = lists.get(pathOf(id));
        return [id, typeof list === "number" ? undefined : list];
      }),
    );
  }

  async blueprintPrincipals(): Promise<AssetConfig[]> {
    const { graph, note } = this.options;
    const principals = [...this.principals.values()];
    const ids = principals.map(({ id }) => id);
    const people = await readPeople(
      graph,
      ids.map((id) => peoplePaths("servicePrincipals", id, "agentIdentityBlueprintPrincipal")),
      note,
    );
    const grants = await readGrants(graph, this.names, ids, note);
    return this.aside.each(principals, "BlueprintPrincipal", (principal, i) => {
      const [who, granted] = [people[i], grants[i]];
      if (!who || !granted) return [];
      const facts = factColumns(this.facts, principal.id);
      return [
        assetConfig({
          ...principalColumns(principal),
          ...who,
          ...facts,
          AssetType: "BlueprintPrincipal",
          AgentId: principal.id.toLowerCase(),
          AppId: principal.appId!.toLowerCase(),
          BlueprintId: principal.appId!.toLowerCase(),
          BlueprintPrincipalId: principal.id,
          ...grantColumns(granted, facts.DirectoryRoles),
        }),
      ];
    });
  }

  /** Ordinary service principals that carry the tag, with the credentials of their applications. */
  async classicAgents(): Promise<AssetConfig[]> {
    const { graph, classicTag, note } = this.options;
    const filter = `$filter=${encodeURIComponent(`tags/any(t:t eq '${classicTag.replaceAll("'", "''")}')`)}`;
    const listed = await graph.list<GraphPrincipal>(
      "v1.0",
      `servicePrincipals?${filter}&$top=999&$select=${selections.principal}`,
    );
    // Agents of the newer kind have their blueprint's tags, and rows of their own.
    const principals = this.aside
      .wellFormed(listed, "ClassicAgent")
      .filter((principal) => !this.isAgentType(principal));
    const tagged = await graph.list<GraphApplication>(
      "v1.0",
      `applications?${filter}&$top=999&$select=${selections.application}`,
    );
    const applications = this.aside
      .wellFormed(tagged, "the application of a ClassicAgent")
      .filter((application) => application["@odata.type"] !== "#microsoft.graph.agentIdentityBlueprint");
    const byAppId = new Map(applications.map((application) => [String(application.appId).toLowerCase(), application]));
    const federated = await this.federated(applications);
    const ids = principals.map(({ id }) => id);
    const people = await readPeople(graph, ids.map(ownersOf), note);
    const grants = await readGrants(graph, this.names, ids, note);
    return this.aside.each(principals, "ClassicAgent", (principal, i) => {
      const [who, granted] = [people[i], grants[i]];
      if (!who || !granted) return [];
      const application = byAppId.get(principal.appId?.toLowerCase() ?? "");
      const facts = factColumns(this.facts, principal.id);
      return [
        assetConfig({
          ...(application ? applicationColumns(application) : {}),
          ...(application ? credentialColumns(application, federated.get(application.id)) : {}),
          ...principalColumns(principal),
          ...(application?.isDisabled ? { AccountEnabled: false, LifecycleState: lifecycleState(application) } : {}),
          ...who,
          ...facts,
          AssetType: "ClassicAgent",
          AgentId: principal.id.toLowerCase(),
          AppId: principal.appId?.toLowerCase() ?? null,
          BlueprintId: "",
          ...grantColumns(granted, facts.DirectoryRoles),
        }),
      ];
    });
  }

  /** Whether a service principal is of one of the agents' own types. */
  private isAgentType({ id, appId, servicePrincipalType, "@odata.type": type }: GraphPrincipal): boolean {
    if (type && type !== "#microsoft.graph.servicePrincipal") return true;
    const principal = this.principals.get(appId?.toLowerCase() ?? "");
    return servicePrincipalType === "ServiceIdentity" || principal?.id === id;
  }

  /** Undefined when they may not be read, which is noted. */
  async agentUsers(): Promise<AssetConfig[] | undefined> {
    const { graph, note } = this.options;
    const path = `users/microsoft.graph.agentUser?$top=999&$select=${selections.user}`;
    const listed = await allowed(graph.list<GraphAgentUser>("v1.0", path), note);
    if (!listed) return undefined;
    const users = this.aside.wellFormed(listed, "AgentUser");
    return this.aside.each(users, "AgentUser", (user) => [
      assetConfig({
        ...factColumns(this.facts, user.id),
        AssetType: "AgentUser",
        AgentId: user.id.toLowerCase(),
        AgentName: user.displayName ?? null,
        AccountEnabled: user.accountEnabled ?? null,
        CreatedDateTime: user.createdDateTime ?? null,
        LifecycleState: lifecycleState(user),
        AdditionalFields: { UserPrincipalName: user.userPrincipalName, AgentIdentityId: user.identityParentId ?? null },
      }),
    ]);
  }
}

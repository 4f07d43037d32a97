import type { AutomationStart, PlaybookSpec, vocabulary, WorkflowDefinition } from "../content";
import { definitionHashTag } from "../content";
import { AzapiResource } from "./azapi";
import { Construct, RoleAssignment, RoleDefinition, UserAssignedIdentity } from "./cdktf";
import type { DataCollection } from "./data-collection";
import { escapeData } from "./escape";
import { identityNames } from "./identity-names";
import type { PlaybookClaims } from "./playbook-claims";
import { portalTag } from "./portal-tag";
import type { ResponseKey } from "./response-key";
import type { ResponseSettings } from "./settings";
import { sharedWorkflow } from "./shared-workflow";
import { stableId } from "./stable-id";
import { type TeamsMessenger, teamsRecipient } from "./teams-messenger";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** Alerts to respond to: each has to meet all three by itself. */
export interface Responds {
  /** names of analytics rules, which are GUIDs */
  readonly ruleIds: readonly string[];
  /** any where there is none */
  readonly severities: readonly string[];
  /** values of the custom detail Confidence; any where there is none */
  readonly confidences: readonly string[];
}

/** The parameter by which a workflow knows that nobody started it by hand. */
const respondsParameter = "Responds";

/** A playbook with what it needs around it. */
export interface PlaybookConfig {
  readonly workspace: SentinelWorkspace;
  /** Where the playbook writes its ledger rows. */
  readonly dataCollection: DataCollection;
  /** Where the playbook claims what it is about to do. @default - nowhere: it does nothing without a person's approval */
  readonly claims?: PlaybookClaims;
  /** ARM id of the watchlist whose items are exceptions that playbooks grant. @default - none is granted */
  readonly grantedExceptionsId?: string;
  /** What signs its messages to the platforms of agents outside Entra. @default - nothing: it sends none */
  readonly signingKey?: ResponseKey;
  /** Addresses of those platforms, by the platform's name. @default - none */
  readonly externalEndpoints?: Readonly<Record<string, string>>;
  readonly location: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly resourceGroupName: string;
  /** What tells this deployment from others of the subscription, such as the resource group's name: ids follow from it. */
  readonly key: string;
  /** ARM id of the resource group. */
  readonly resourceGroupId: string;
  readonly playbook: PlaybookSpec;
  readonly definition: WorkflowDefinition;
  /** What an alert starts. @default - nothing */
  readonly alertDefinition?: WorkflowDefinition;
  /** What it responds to when it is started by itself. @default - people start it */
  readonly responds?: Responds;
  /** @default - dry runs */
  readonly response?: ResponseSettings;
  /** Where analysts work. @default defender */
  readonly portal?: vocabulary.AnalystPortal;
  /** Where approvals are asked for in Microsoft Teams too. @default - nowhere */
  readonly teams?: TeamsMessenger;
  readonly tags?: Record<string, string>;
}

/**
 * A Logic App run by Sentinel, with an identity of its own that holds its few roles and nothing else. What starts by itself is
 * a Logic App beside it, with the same identity: no document says how a run that a person starts differs from one that an
 * automation rule starts, and what an alert starts gets another body.
 */
export class Playbook extends Construct {
  readonly identity: UserAssignedIdentity;
  /** What people start. */
  readonly workflow: AzapiResource;
  /** Every Logic App of it. */
  readonly workflows: readonly AzapiResource[];
  readonly roles: readonly RoleAssignment[];
  private readonly onIncident: AzapiResource | undefined;
  private readonly onAlert: AzapiResource | undefined;

  /** @throws ContentError for a workflow that Logic Apps would refuse */
  constructor(
    scope: Construct,
    id: string,
    private readonly config: PlaybookConfig,
  ) {
    super(scope, id);
    for (const definition of [config.definition, config.alertDefinition])
      if (definition) assertWithinLimits(`playbook ${config.playbook.id}`, sharedWorkflow(definition).breaches);
    const { playbook, location, resourceGroupName, resourceGroupId, tags } = config;
    const isMessenger = playbook.channel === "teams";
    this.identity =
      isMessenger && config.teams
        ? config.teams.identity
        : new UserAssignedIdentity(this, "identity", {
            name: identityNames.playbook(playbook.name),
            location,
            resourceGroupName,
            tags,
          });
    this.roles = [
      ...playbook.azureRoles.flatMap(({ role, scope: on }) => this.assign(role, on)),
      ...this.allowWorkloads(config.response?.workflowScopes ?? []),
    ];

    const connectionName = `azuresentinel-${playbook.name}`;
    const managedApiId = `/subscriptions/${config.subscriptionId}/providers/Microsoft.Web/locations/${location}/managedApis/azuresentinel`;
    const connection = new AzapiResource(this, "connection", {
      type: "Microsoft.Web/connections@2016-06-01",
      name: connectionName,
      parentId: resourceGroupId,
      location,
      tags,
      // parameterValueType is what makes a connection use a managed identity; the published types do not list it.
      schemaValidationEnabled: false,
      body: {
        kind: "V1",
        properties: {
          displayName: connectionName,
          parameterValueType: "Alternative",
          customParameterValues: {},
          api: { id: managedApiId },
        },
      },
    });
    const connections = {
      azuresentinel: this.connectionValue(connection, connectionName, managedApiId),
      ...(isMessenger && config.teams ? { teams: config.teams.connection } : {}),
    };
    const { definition, alertDefinition, responds } = config;
    this.workflow = this.addWorkflow("workflow", playbook.name, definition, connections);
    if (responds && definition.parameters?.[respondsParameter])
      this.onIncident = this.addWorkflow("on-incident", `${playbook.name}.incident`, definition, connections, responds);
    if (responds && alertDefinition)
      this.onAlert = this.addWorkflow("on-alert", `${playbook.name}.alert`, alertDefinition, connections, responds);
    this.workflows = [this.workflow, this.onIncident, this.onAlert].filter((one) => one !== undefined);
  }

  /**
   * The Logic App that an automation rule starts.
   * @throws Error for an alert where the playbook has nothing that one starts
   */
  startedBy(start: AutomationStart): AzapiResource {
    if (start !== "alertCreated") return this.onIncident ?? this.workflow;
    if (this.onAlert) return this.onAlert;
    throw new Error(`playbook "${this.config.playbook.name}" has no workflow that an alert starts: give it alert.json`);
  }

  private addWorkflow(
    id: string,
    name: string,
    definition: WorkflowDefinition,
    connections: object,
    responds?: Responds,
  ): AzapiResource {
    const { playbook, location, resourceGroupId, tags } = this.config;
    const given = Object.entries(playbook.parameters).filter(([parameter]) => definition.parameters?.[parameter]);
    return new AzapiResource(this, id, {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name,
      parentId: resourceGroupId,
      location,
      tags: {
        ...tags,
        LogicAppsCategory: "security",
        [definitionHashTag]: sharedWorkflow(definition).sha256,
        [portalTag]: this.config.portal ?? "defender",
      },
      identityIds: [this.identity.id],
      body: {
        properties: {
          state: "Enabled",
          definition: sharedWorkflow(definition).escaped,
          parameters: {
            $connections: { value: connections },
            ...Object.fromEntries(
              given.map(([parameter, value]) => [parameter, { value: this.parameterValue(value) }]),
            ),
            ...(responds ? { [respondsParameter]: { value: responds } } : {}),
          },
        },
      },
      // The backend caches a managed identity's token for a day: roles must be there before the first run.
      dependsOn: [...this.roles],
    });
  }

  /** None on what is not deployed. */
  private assign(role: string, on: PlaybookSpec["azureRoles"][number]["scope"]): RoleAssignment[] {
    const { playbook, workspace, dataCollection, claims, grantedExceptionsId, signingKey, subscriptionId, key } =
      this.config;
    const scope = {
      workspace: workspace.id,
      dataCollectionRule: dataCollection.rule.id,
      claims: claims?.table.id,
      grantedExceptions: grantedExceptionsId,
      signingKey: signingKey?.id,
    }[on];
    if (scope === undefined) return [];
    return [
      new RoleAssignment(this, `role-${role.replaceAll(" ", "-")}`, {
        name: stableId("playbook-role", subscriptionId, key, playbook.name, role, on),
        scope,
        roleDefinitionName: role,
        principalId: this.identity.principalId,
        principalType: "ServicePrincipal",
        // The identity is new: Entra may not know it yet when the role is assigned.
        skipServicePrincipalAadCheck: true,
        dependsOn: on === "signingKey" && signingKey ? [signingKey.made] : undefined,
      }),
    ];
  }

  /** A role of exactly the actions that the workflow needs on workloads, where the tenant lets them be paused. */
  private allowWorkloads(scopes: readonly string[]): RoleAssignment[] {
    const { playbook, subscriptionId, key } = this.config;
    const { azureActions = [] } = playbook;
    if (azureActions.length === 0 || scopes.length === 0) return [];
    const role = new RoleDefinition(this, "role", {
      // Azure wants the name of a custom role to be the only one of its kind in the tenant.
      name: `${playbook.title} (${playbook.name}, ${key}, ${subscriptionId})`,
      roleDefinitionId: stableId("playbook-role-definition", subscriptionId, key, playbook.name),
      description: "What this playbook needs on the workloads of agents, and nothing else",
      scope: scopes[0]!,
      assignableScopes: [...scopes],
      permissions: [{ actions: [...azureActions] }],
    });
    return scopes.map(
      (scope) =>
        new RoleAssignment(this, `role-${scope.split("/").at(-1)}-${stableId(scope).slice(0, 8)}`, {
          name: stableId("playbook-workload-role", subscriptionId, key, playbook.name, scope),
          scope,
          roleDefinitionId: role.roleDefinitionResourceId,
          principalId: this.identity.principalId,
          principalType: "ServicePrincipal",
          skipServicePrincipalAadCheck: true,
        }),
    );
  }

  private connectionValue(connection: AzapiResource, connectionName: string, managedApiId: string) {
    return {
      connectionId: connection.id,
      connectionName,
      id: managedApiId,
      connectionProperties: { authentication: { type: "ManagedServiceIdentity", identity: this.identity.id } },
    };
  }

  private parameterValue(value: PlaybookSpec["parameters"][string]): unknown {
    return "value" in value ? escapeData(value.value) : this.bindings()[value.binding];
  }

  private bindings() {
    const {
      workspace,
      dataCollection,
      claims,
      signingKey,
      externalEndpoints,
      tenantId,
      response = {},
      teams,
    } = this.config;
    return {
      workspaceResourceId: workspace.id,
      logsIngestionEndpoint: dataCollection.endpoint.logsIngestionEndpoint,
      dataCollectionRuleImmutableId: dataCollection.rule.immutableId,
      tenantId,
      managedIdentityId: this.identity.id,
      principalId: this.identity.principalId,
      responseMode: response.mode ?? "DryRun",
      approvers: [...(response.approvers ?? [])],
      approvalHours: response.approvalHours ?? 8,
      claimsTable: claims?.endpoint ?? "",
      releaseWaivers: (response.releaseWaivers ?? []).map(({ approver, expires }) => ({ approver, expires })),
      workflowScopes: [...(response.workflowScopes ?? [])],
      mailSender: response.mailSender ?? "",
      externalEndpoints: escapeData({ ...externalEndpoints }),
      signingKey: signingKey?.address ?? "",
      teamsPrincipalId: teams?.identity.principalId ?? "",
      teamsRequesters: [...(teams?.requesters ?? [])],
      teamsLocation: response.approvals?.person === undefined ? "Channel" : "Chat with Flow bot",
      teamsRecipient: teamsRecipient(response.approvals),
    };
  }
}

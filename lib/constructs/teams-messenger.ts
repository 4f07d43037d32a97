import { AzapiResource } from "./azapi";
import { Construct, UserAssignedIdentity } from "./cdktf";
import { identityNames } from "./identity-names";
import type { TeamsApprovals } from "./settings";

/** Where the messenger is deployed, and as what. */
export interface TeamsMessengerConfig {
  /** the playbook's name */
  readonly name: string;
  readonly location: string;
  readonly subscriptionId: string;
  readonly resourceGroupName: string;
  readonly resourceGroupId: string;
  readonly tags?: Record<string, string>;
}

/**
 * Who asks in Microsoft Teams: an identity whose comments other playbooks take for what somebody answered there, and the
 * connection, which works only after a person has authorised it in the Azure portal, and then posts as that person's bot.
 * @see https://learn.microsoft.com/connectors/teams/
 */
export class TeamsMessenger extends Construct {
  readonly identity: UserAssignedIdentity;
  /** As a workflow's `$connections` holds it. */
  readonly connection: Readonly<Record<string, unknown>>;
  /** Principal ids of the playbooks whose requests it passes on. */
  readonly requesters: string[] = [];

  constructor(scope: Construct, id: string, config: TeamsMessengerConfig) {
    super(scope, id);
    const { name, location, subscriptionId, resourceGroupName, resourceGroupId, tags } = config;
    this.identity = new UserAssignedIdentity(this, "identity", {
      name: identityNames.playbook(name),
      location,
      resourceGroupName,
      tags,
    });
    const connectionName = `teams-${name}`;
    const managedApiId = `/subscriptions/${subscriptionId}/providers/Microsoft.Web/locations/${location}/managedApis/teams`;
    const connection = new AzapiResource(this, "connection", {
      type: "Microsoft.Web/connections@2016-06-01",
      name: connectionName,
      parentId: resourceGroupId,
      location,
      tags,
      body: { properties: { displayName: connectionName, api: { id: managedApiId } } },
    });
    this.connection = { connectionId: connection.id, connectionName, id: managedApiId };
  }
}

/** Whom the connector writes to. */
export function teamsRecipient({ teamId, channelId, person }: Partial<TeamsApprovals> = {}): Record<string, string> {
  if (person !== undefined) return { to: person };
  return teamId === undefined || channelId === undefined ? {} : { groupId: teamId, channelId };
}

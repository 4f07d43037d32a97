import { type Changeable, changed, needed } from "../change";
import type { DirectoryReader } from "../directory";
import { graphErrors } from "../errors";
import type { GraphObject } from "../model";
import { selected } from "../odata";
import type { GraphReply, Route, RouteContext } from "../route";

const agentIdentity = "#microsoft.graph.agentIdentity";
const blueprintPrincipal = "#microsoft.graph.agentIdentityBlueprintPrincipal";
const servicePrincipal = "#microsoft.graph.servicePrincipal";
const agentUser = "#microsoft.graph.agentUser";

const principalProperties: Changeable = {
  accountEnabled: "boolean",
  customSecurityAttributes: "attributes",
  displayName: "string",
  tags: "strings",
};
const userProperties: Changeable = { accountEnabled: "boolean", displayName: "string" };

/** Reading one service principal: of an agent's types, through the type's name too. */
const readRoutes = [undefined, agentIdentity, blueprintPrincipal].map(
  (type): Route => ({
    method: "GET",
    versions: ["v1.0", "beta"],
    path: `servicePrincipals/{id}${type ? `/${type.slice(1)}` : ""}`,
    byAppId: true,
    query: ["$select"],
    cost: 1,
    answer: ({ directory, request, parameters }) => ({
      status: 200,
      body: selected(directory.get("servicePrincipals", parameters.id!, type), request.query),
    }),
  }),
);

/** Accounts that are switched on and off, and attributes that are set. */
export const accountRoutes: readonly Route[] = [
  ...readRoutes,
  {
    // https://learn.microsoft.com/graph/api/agentidentity-update
    method: "PATCH",
    versions: ["v1.0", "beta"],
    path: `servicePrincipals/{id}/${agentIdentity.slice(1)}`,
    byAppId: true,
    permissions: (context) =>
      needed(
        context,
        ["AgentIdentity.EnableDisable.All", "AgentIdentity.ReadWrite.All"],
        ["AgentIdentity.ReadWrite.All"],
      ),
    cost: 1,
    answer: (context) => change(context, agentIdentity),
  },
  {
    // https://learn.microsoft.com/graph/api/agentidentityblueprintprincipal-update
    method: "PATCH",
    versions: ["v1.0", "beta"],
    path: `servicePrincipals/{id}/${blueprintPrincipal.slice(1)}`,
    byAppId: true,
    permissions: (context) =>
      needed(
        context,
        ["AgentIdentityBlueprintPrincipal.EnableDisable.All", "AgentIdentityBlueprintPrincipal.ReadWrite.All"],
        ["AgentIdentityBlueprintPrincipal.ReadWrite.All"],
      ),
    cost: 1,
    answer: (context) => change(context, blueprintPrincipal),
  },
  {
    // https://learn.microsoft.com/graph/api/serviceprincipal-update
    method: "PATCH",
    versions: ["v1.0", "beta"],
    path: "servicePrincipals/{id}",
    byAppId: true,
    permissions: (context) => {
      const writers = ["Application.ReadWrite.All", ...(isOwn(context) ? ["Application.ReadWrite.OwnedBy"] : [])];
      return needed(context, writers, writers);
    },
    cost: 1,
    answer: (context) => {
      const type = context.writable.get("servicePrincipals", context.parameters.id!)["@odata.type"];
      if (type !== servicePrincipal)
        throw graphErrors.badRequest(`The object is a ${type}: address it as servicePrincipals/{id}/${type.slice(1)}.`);
      return change(context, servicePrincipal);
    },
  },
  {
    // https://learn.microsoft.com/graph/api/agentuser-get
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "users/{id}",
    query: ["$select"],
    cost: 1,
    answer: (context) => ({ status: 200, body: selected(userOf(context, context.directory), context.request.query) }),
  },
  {
    // https://learn.microsoft.com/graph/api/user-update, https://learn.microsoft.com/graph/api/agentuser-update
    method: "PATCH",
    versions: ["v1.0", "beta"],
    path: "users/{id}",
    permissions: (context) => {
      const writers = ["User.ReadWrite.All", ...(isAgentUser(context) ? ["AgentIdUser.ReadWrite.All"] : [])];
      return needed(context, ["User.EnableDisableAccount.All", ...writers], writers);
    },
    cost: 1,
    answer: (context) => {
      const user = userOf(context);
      context.writable.update("users", user.id, changed(user, context.request.body, userProperties), context.author);
      return { status: 204 };
    },
  },
  {
    // https://learn.microsoft.com/graph/api/user-revokesigninsessions
    method: "POST",
    versions: ["v1.0", "beta"],
    path: "users/{id}/revokeSignInSessions",
    cost: 1,
    answer: (context) => {
      const { writable, author, endpoint } = context;
      const since = { signInSessionsValidFromDateTime: author.at.toISOString() };
      writable.update("users", userOf(context).id, since, author);
      return { status: 200, body: { "@odata.context": `${endpoint}/v1.0/$metadata#Edm.Boolean`, value: true } };
    },
  },
];

function change({ writable, parameters, request, author }: RouteContext, type: string): GraphReply {
  const principal = writable.get("servicePrincipals", parameters.id!, type);
  writable.update(
    "servicePrincipals",
    principal.id,
    changed(principal, request.body, principalProperties, writable.attributeSets),
    author,
  );
  return { status: 204 };
}

/** Whether the caller is an owner of the service principal. */
function isOwn({ writable, parameters, author }: RouteContext): boolean {
  const principal = writable.find("servicePrincipals", parameters.id!);
  const owners = principal ? writable.related(principal.id, "owners") : [];
  return owners.some(({ id }) => id.toLowerCase() === author.principalId);
}

const isAgentUser = (context: RouteContext): boolean => findUser(context)?.["@odata.type"] === agentUser;

/** A user by id or by user principal name. @throws GraphError 404 */
export function userOf(context: RouteContext, directory: DirectoryReader = context.writable): GraphObject {
  const found = findUser(context, directory);
  if (!found) throw graphErrors.notFound(context.parameters.id!);
  return found;
}

function findUser(context: RouteContext, directory: DirectoryReader = context.writable): GraphObject | undefined {
  const { id } = context.parameters;
  return directory.find("users", id!.includes("@") ? `userPrincipalName=${id}` : id!);
}

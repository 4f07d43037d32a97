import type { PolicyCheck } from "../check";
import type { PolicyDocument } from "../document/document";
import { ofType } from "../views/arm";

/** Permissions that let an identity do nearly everything, and the narrower ones that mostly do. */
const broad: Readonly<Record<string, string>> = {
  "Directory.ReadWrite.All": "the permission of the one kind of object that is written",
  "Application.ReadWrite.All": "Application.ReadWrite.OwnedBy, or AgentIdentity.EnableDisable.All",
  "AppRoleAssignment.ReadWrite.All": "none: with it an identity gives itself every other permission",
  "RoleManagement.ReadWrite.Directory": "none: with it an identity makes itself Global Administrator",
  "User.ReadWrite.All": "User.EnableDisableAccount.All, or User.RevokeSessions.All",
  "Group.ReadWrite.All": "GroupMember.ReadWrite.All",
  "Mail.ReadWrite": "Mail.Send, held to one mailbox",
  "Files.ReadWrite.All": "Sites.Selected",
  "Sites.FullControl.All": "Sites.Selected",
  "Policy.ReadWrite.ConditionalAccess": "none: with it an identity switches off what holds the others",
};

/** Permissions of Microsoft Graph. */
export const graphPermissions: PolicyCheck = {
  id: "graph-permissions",
  title: "No identity gets a permission of Microsoft Graph where a narrower one will do",
  why: "a playbook is driven by what attackers write into logs: what it may do, they may try to make it do",
  fix: "grant the narrower permission, or leave the act to a person",
  severity: "error",
  mapping: { mcsb: ["PA-7"] },
  run: (document) =>
    grants(document).flatMap(({ address, permission }) =>
      Object.hasOwn(broad, permission)
        ? [{ address, message: `grants ${permission}; instead: ${broad[permission]}` }]
        : [],
    ),
};

function grants(document: PolicyDocument): { address: string; permission: string }[] {
  const names = Object.keys(broad);
  const named = (text: string) =>
    names.find((name) => new RegExp(`[^A-Za-z]${name.replaceAll(".", "[._]")}([^A-Za-z_.]|$)`).test(`.${text}`));
  return [
    ...ofType(document, "msgraph_resource")
      .filter(({ attributes }) => /appRole(AssignedTo|Assignments)/i.test(String(attributes.url)))
      .map(({ address, attributes }) => ({
        address,
        role: JSON.stringify((attributes.body as { appRoleId?: unknown } | undefined)?.appRoleId ?? ""),
      })),
    ...ofType(document, "azuread_app_role_assignment").map(({ address, attributes }) => ({
      address,
      role: String(attributes.app_role_id),
    })),
  ].flatMap(({ address, role }) => {
    const permission = named(role);
    return permission ? [{ address, permission }] : [];
  });
}

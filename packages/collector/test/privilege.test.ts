import { privilegeTier } from "../src/assets/privilege";

test.each<[appRoles: string[], directoryRoles: string[], tier: number]>([
  [[], [], 2],
  [["User.Read.All", "Mail.Read", "Sites.Selected"], [], 2],
  [["RoleManagement.ReadWrite.Directory"], [], 0],
  [["User.Read.All", "Application.ReadWrite.All"], [], 0],
  [["AppRoleAssignment.ReadWrite.All"], ["Directory Readers"], 0],
  [["Policy.ReadWrite.ConditionalAccess"], [], 0],
  // What an application owns is not a service.
  [["Application.ReadWrite.OwnedBy"], [], 2],
  [["Sites.FullControl.All"], [], 1],
  [["Files.ReadWrite.All"], [], 1],
  [["Files.Read.All"], [], 2],
  [["AgentIdentity.Create.All"], [], 1],
  [["DeviceManagementManagedDevices.PrivilegedOperations.All"], [], 2],
  [["Mail.Send"], [], 1],
  [["full_access_as_app"], [], 1],
  [[], ["Global Administrator"], 0],
  [[], ["Directory Readers", "Privileged Role Administrator"], 0],
  [["Mail.Send"], ["Global Administrator"], 0],
  [[], ["Helpdesk Administrator"], 1],
  [[], ["a role of one's own"], 1],
  [[], ["Global Reader", "Security Reader", "Reports Reader", "Message Center Reader", "Directory Readers"], 2],
  [["Mail.Read"], ["Global Reader", "Helpdesk Administrator"], 1],
])("%j with %j is of tier %d", (appRoles, directoryRoles, tier) => {
  expect(privilegeTier({ appRoles, directoryRoles })).toBe(tier);
});

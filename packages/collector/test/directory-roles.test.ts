import { agent, directoryData, everything, guid } from "../../../test/emulator/graph-support";
import { syncing } from "./asset-support";

const assignment = (id: string, principal: number, role: number) => ({
  "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
  id,
  principalId: guid(principal),
  roleDefinitionId: guid(role),
});
const role = (n: number, displayName: string) => ({
  "@odata.type": "#microsoft.graph.unifiedRoleDefinition",
  id: guid(n),
  displayName,
});
const member = (n: number) => ({
  "@odata.type": "#microsoft.graph.servicePrincipal",
  id: guid(n).toUpperCase(),
  displayName: `agent-${n}`,
});

/** Agent 1 has a role of its own and one through group 40, agent 2 through groups 40 and 41, agent 3 none; 49 is gone. */
const tenant = () =>
  directoryData([agent(1), agent(2), agent(3)], {
    roleDefinitions: [role(60, "Reports Reader"), role(61, "Exchange Administrator"), role(62, "User Administrator")],
    roleAssignments: [
      assignment("a", 1, 60),
      assignment("b", 40, 61),
      assignment("c", 41, 62),
      assignment("d", 49, 62),
    ],
    relations: {
      [guid(40)]: { members: [member(1), member(2)] },
      [guid(41)]: { members: [member(2)] },
      [guid(42)]: { members: [member(3)] },
    },
  });

const rolesOf = (rows: readonly Record<string, unknown>[]) =>
  Object.fromEntries(
    rows.map(({ AgentId, DirectoryRoles, PrivilegeTier }) => [AgentId, [DirectoryRoles, PrivilegeTier]]),
  );

test("agents have the roles of the groups that they are in", async () => {
  const { run, sender, graph } = await syncing(tenant());
  expect(await run("Full")).toMatchObject({ notes: [] });
  expect(rolesOf(sender.rows)).toEqual({
    [guid(1)]: [["Exchange Administrator", "Reports Reader"], 1],
    [guid(2)]: [["Exchange Administrator", "User Administrator"], 0],
    [guid(3)]: [[], 2],
  });
  // A group without a role is nobody's business.
  expect(graph.calls.map(({ path }) => path).join("\n")).not.toContain(guid(42));
});

test("a delta run tells of who came into such a group since", async () => {
  const { run, sender, directory, clock } = await syncing(tenant());
  await run("Full");
  sender.take();
  clock.advance(900_000);
  directory.relate(guid(41), "members", [member(2), member(3)]);
  await run("Delta");
  expect(rolesOf(sender.rows)).toEqual({ [guid(3)]: [["User Administrator"], 0] });
});

test("where members may not be read, roles of its own are told, and what is missing", async () => {
  const permissions = everything.filter((name) => name !== "GroupMember.Read.All" && name !== "Directory.Read.All");
  const { run, sender } = await syncing(tenant(), permissions);
  const { notes } = await run("Full");
  expect(notes).toContainEqual(
    expect.stringMatching(/lacks what agents have through them; grant .* GroupMember\.Read\.All/),
  );
  expect(rolesOf(sender.rows)[guid(1)]).toEqual([["Reports Reader"], 2]);
});

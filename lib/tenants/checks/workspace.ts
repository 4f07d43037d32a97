import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** A workspace to create, or one that exists, whose retention is somebody else's. */
export function workspaceProblems({ workspace }: Tenant, source: TenantSource): Problem[] {
  const { name, existingWorkspaceId, retentionInDays } = workspace;
  if ((name === undefined) === (existingWorkspaceId === undefined)) {
    return [
      source.problem(
        ["workspace"],
        "tenant/workspace",
        `the workspace has ${name === undefined ? "neither name nor" : "both name and"} existingWorkspaceId`,
        { suggestion: "give name to create one, or existingWorkspaceId to use one" },
      ),
    ];
  }
  if (existingWorkspaceId === undefined || retentionInDays === undefined) return [];
  return [
    source.problem(
      ["workspace", "retentionInDays"],
      "tenant/workspace",
      "nothing about an existing workspace is changed, its retention neither",
      { atKey: true, suggestion: "remove retentionInDays, and set it where the workspace is managed" },
    ),
  ];
}

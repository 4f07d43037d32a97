import { v5 as uuidv5 } from "uuid";
import type { Workspace } from "./model";

/** The GUID by which the query API knows a workspace; Azure gives one, here it follows from the ARM id. */
export function workspaceGuid({ armId }: Pick<Workspace, "armId">): string {
  return uuidv5(armId.toLowerCase(), uuidv5.URL);
}

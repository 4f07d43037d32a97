import type { CommentAuthor } from "../arm";
import type { Directory } from "../graph";
import type { DeployedPlaybook } from "./playbook";

/** What comments say about their author. */
export function whoIs(objectId: string, directory: Directory, playbooks: readonly DeployedPlaybook[]): CommentAuthor {
  const user = directory.find("users", objectId);
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  if (user)
    return {
      objectId,
      name: text(user.displayName) ?? objectId,
      email: text(user.mail),
      userPrincipalName: text(user.userPrincipalName),
    };
  const identity = playbooks
    .flatMap(({ identities }) => identities)
    .find(({ principalId }) => principalId === objectId);
  const name = text(directory.find("servicePrincipals", objectId)?.displayName) ?? identity?.name ?? objectId;
  return { objectId, name, email: null, userPrincipalName: null };
}

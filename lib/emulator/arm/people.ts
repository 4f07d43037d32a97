/** A comment on an incident. */
export interface IncidentComment {
  readonly id: string;
  readonly name: string;
  readonly message: string;
  /** ISO 8601 */
  readonly createdTime: string;
  readonly lastModifiedTime: string;
  readonly author: CommentAuthor;
}

/** Who wrote a comment, as the server knows it. */
export interface CommentAuthor {
  /** null where the portal tells a name alone */
  readonly objectId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly userPrincipalName: string | null;
}

/** How comments that are written in the Defender portal reach Sentinel. */
export interface CommentSync {
  /** milliseconds until they do; 0 where people work in the Azure portal */
  readonly delay: number;
  /** whether Sentinel learns who wrote them, or a display name, which proves nobody's identity */
  readonly author: "full" | "name";
}

/** An analyst who comments on an incident at a time of the virtual clock. */
export interface Person {
  /** milliseconds after the incident came to the emulator, which is when its first playbook began */
  readonly after: number;
  /** number of the incident; default: every incident */
  readonly incident?: number;
  readonly authorObjectId: string;
  /**
   * the portal in which it is written, or `teams` for the answer to a card: a button by its title, and what the card lets one
   * choose. @default - the portal that the workspace is used in
   */
  readonly via?: "defender" | "azure" | "teams";
  /**
   * What is written; a function sees the comments so far, oldest first, so that an answer can quote a request, and returns
   * nothing when there is nothing to say.
   */
  readonly message: string | ((comments: readonly IncidentComment[]) => string | undefined);
}

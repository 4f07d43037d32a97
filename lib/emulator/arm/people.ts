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
  readonly objectId: string;
  readonly name: string;
  readonly email: string | null;
  readonly userPrincipalName: string | null;
}

/** An analyst who comments on an incident at a time of the virtual clock. */
export interface Person {
  /** milliseconds after the incident came to the emulator, which is when its first playbook began */
  readonly after: number;
  /** number of the incident; default: every incident */
  readonly incident?: number;
  readonly authorObjectId: string;
  /**
   * What is written; a function sees the comments so far, oldest first, so that an answer can quote a request, and returns
   * nothing when there is nothing to say.
   */
  readonly message: string | ((comments: readonly IncidentComment[]) => string | undefined);
}

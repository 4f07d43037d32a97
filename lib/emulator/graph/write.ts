/** Who changes something through the fake Graph, and when. */
export interface DirectoryAuthor {
  /** object id of the caller, lower case */
  readonly principalId: string;
  readonly at: Date;
}

/** One change that a caller made: the audit trail of the fake directory. */
export interface DirectoryWrite {
  /** when, ISO 8601 */
  readonly at: string;
  /** object id of the caller */
  readonly by: string;
  readonly collection: "applications" | "servicePrincipals" | "users" | "riskyAgents" | "federatedIdentityCredentials";
  /** id of the object; of a federated credential, that of its application */
  readonly id: string;
  /** display name of the object */
  readonly name: string;
  /** properties that changed, as they were */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A mail that was sent. */
export interface SentMail {
  readonly at: string;
  /** object id of the caller */
  readonly by: string;
  /** id of the user in whose name it was sent */
  readonly from: string;
  /** `message` as it was given */
  readonly message: Readonly<Record<string, unknown>>;
}

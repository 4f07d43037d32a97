import type { AgentKind } from "../kinds/kind";
import type { Build } from "./build";
import type { Person } from "./company";
import type { Credential } from "./credential";
import type { Manner } from "./manner";
import type { Site } from "./site";

/** What agents of one blueprint share. A classic agent has one of its own, which Entra does not know. */
export interface Blueprint {
  readonly name: string;
  readonly kind: AgentKind;
  readonly classic: boolean;
  readonly manner: Manner;
  /** application id, by which agents name their blueprint */
  readonly appId: string;
  /** object ids of the application and of its service principal */
  readonly objectId: string;
  readonly principalId: string;
  readonly owner: Person;
  /** who owns it once the owner has left the company */
  readonly heir?: { readonly from: number; readonly person: Person };
  readonly sponsor: Person;
  readonly created: number;
  readonly site: Site;
  readonly addresses: readonly string[];
  /** a second region, used by turns */
  readonly twin?: { readonly site: Site; readonly addresses: readonly string[] };
  /** in the order they were added */
  readonly credentials: readonly Credential[];
  /** in the order they were deployed; the first is from before the window */
  readonly builds: readonly Build[];
  /** `https://github.com/contoso/…` */
  readonly repository: string;
  readonly workflowPath: string;
  readonly ref: string;
  readonly builderId: string;
  readonly imageRepository: string;
  readonly trust: { readonly issuer: string; readonly subjectPattern: string };
  /** object id of the managed identity behind a container app's credential */
  readonly managedIdentityId: string;
  /** SHA-256 of each tool's definition, by tool */
  readonly toolDefinitions: Readonly<Record<string, string>>;
}

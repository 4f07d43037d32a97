import type { Access } from "../../access";
import type { Workspace } from "../../workspace/model";
import type { Body, Resource, Stored } from "./resource";
import type { ResourceStore } from "./store";

/** What a kind of resource sees when one is written, read or deleted. */
export interface KindContext {
  readonly store: ResourceStore;
  readonly now: Date;
  /** object id of the caller, lower case */
  readonly principalId: string;
  /** of the caller's token */
  readonly tenantId: string;
  /** where clients reach this server */
  readonly endpoint: string;
  readonly query: URLSearchParams;
  /** what is held against the services' limits, and how long what takes time takes */
  readonly settings: ArmSettings;
  /** who may do what by the role assignments there are; those too young leave out. */
  access(settled?: boolean): Access;
  /** the workspace of an ARM id as rules see it; with `settled`, without tables that queries do not know yet */
  workspace(id: string, settled?: boolean): SeenWorkspace;
}

/** A workspace as it stands, and the tables that its queries do not know yet. */
export interface SeenWorkspace {
  readonly model: Workspace;
  readonly unknown: ReadonlySet<string>;
}

/** How strictly the emulated Azure Resource Manager behaves. */
export interface ArmSettings {
  /** whether bodies are held against what the services take; otherwise whatever has a place is stored. @default true */
  readonly checks: boolean;
  /** milliseconds until queries know a new table, and until a role assignment is in force. @default 0 */
  readonly settling: number;
}

/** A kind of resource: where it lives, and what the service does beyond storing it. */
export interface ResourceKind {
  /** in full, as Azure writes it */
  readonly type: string;
  /** the first api-version that has it; later ones are taken too */
  readonly since: string;
  /** what it lives in; of a child, its parent follows from the type */
  readonly scopes?: readonly ("tenant" | "subscription" | "group" | "resource")[];
  /** the resource whose extension it is must be of this type */
  readonly extends?: string;
  /** status of an answer to the PUT that makes it. @default 201 */
  readonly created?: 200 | 201;
  /** whether it has a place, and is listed as a resource of its group */
  readonly located?: boolean;
  /** whether every write gives it an etag */
  readonly etag?: boolean;
  /** whether one of that name is there without having been made */
  readonly implicit?: (name: string) => boolean;
  /** names that it can have. @default - any */
  readonly named?: RegExp;
  /**
   * Refuses what the service refuses.
   * @param before as it was, of a change
   * @throws ArmError
   */
  check?(resource: Resource, context: KindContext, before?: Resource): void;
  /** Properties that the service sets; they replace what was sent. */
  fill?(resource: Resource, context: KindContext, before?: Resource): Body;
  /** What else a write changes, told with the resource as it is stored. */
  written?(stored: Stored, context: KindContext): void;
  /**
   * What a deletion leaves; whether it may be.
   * @param below the resource itself, and everything in it
   * @throws ArmError
   */
  deleting?(stored: Stored, context: KindContext, below: readonly Stored[]): void;
  /** What a GET shows; the resource as it is stored otherwise. */
  shown?(stored: Stored, context: KindContext): Resource;
  /** POSTs below it, by the last word of their path in lower case. */
  readonly actions?: Readonly<Record<string, (stored: Stored, context: KindContext) => unknown>>;
  /** What a list at a scope shows; resources of the kind right in the scope otherwise. */
  list?(scope: string, context: KindContext): readonly Resource[];
  /** Resources that are there without having been made, to gets. */
  builtIn?(context: KindContext): readonly Resource[];
}

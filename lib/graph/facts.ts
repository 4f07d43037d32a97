import facts from "./facts.json";

/** A call of Microsoft Graph, as its list of permissions and its reference have it. */
export interface GraphCallFacts {
  readonly method: string;
  readonly versions: readonly string[];
  /** after the version; `{}` stands for one segment */
  readonly path: string;
  /** page of the reference: https://learn.microsoft.com/graph/api/ */
  readonly page: string;
  /** type of what it answers, or of each thing in the list; `person` is a user, a group or a service principal */
  readonly type?: string;
  /** application permissions of which any will do, unless `together` has some */
  readonly any: readonly string[];
  /** those that Graph calls the least */
  readonly least: readonly string[];
  /** permissions that do only together with others */
  readonly together?: readonly string[];
}

/** A type of the metadata with what its base types give it. */
export interface GraphTypeFacts {
  readonly open: boolean;
  readonly properties: Readonly<Record<string, string>>;
  readonly relations: readonly string[];
}

/** What `tools/write-graph-facts.ts` made of Graph's published metadata and list of permissions. */
export const graphFacts = facts as unknown as {
  readonly source: string;
  readonly permissions: { readonly application: readonly string[]; readonly delegated: readonly string[] };
  readonly types: Readonly<Record<string, GraphTypeFacts>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
  readonly calls: readonly GraphCallFacts[];
};

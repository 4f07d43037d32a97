import type { Analysis } from "@sentinel-agent-identities/kql";

/** A node of a query's syntax tree. */
export type SyntaxNode = Analysis["tree"];

/** A small change of a query that makes it wrong. */
export interface Mutation {
  /** what was done, with the text it was done to: names the mutation within its query */
  readonly description: string;
  /** offsets in the query's text of what is replaced */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** The mutations of one kind at a node; none where it does not fit. */
export type Mutator = (node: SyntaxNode) => readonly Mutation[];

/** A node's text on one line. */
export const shown = (node: SyntaxNode): string => node.source.trim().replace(/\s+/g, " ");

import type { Path, Problem, SourceFile } from "../content";

/** A rule as a file of another form has it. */
export interface Draft {
  readonly source: SourceFile;
  /** where it begins in the file */
  readonly start: Path;
  /** where its settings stand in the file */
  readonly at: Path;
  /** its settings: of a resource, what is below `properties` */
  readonly settings: Readonly<Record<string, unknown>>;
  /** what stands elsewhere in the file, with its place */
  readonly beside: Readonly<Record<string, { readonly at: Path; readonly value: unknown }>>;
  /** what the form calls settings that a rule here has by another name */
  readonly names: Readonly<Record<string, string>>;
  /** settings that are not kept, with the reason why that loses nothing, or what to do about it */
  readonly leftOut: Readonly<Record<string, LeftOut>>;
}

/** Nothing is lost when it is `undefined`; otherwise what is lost and what to do, where the setting says something. */
export type LeftOut = ((value: unknown) => string | undefined) | undefined;

/** What a file held: rules to be, and what is wrong or left out. */
export interface Drafts {
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

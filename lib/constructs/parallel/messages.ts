import type { Tenant } from "../../tenants";
import type { WrittenStack } from "../stale-stacks";

/** Where content is read from. */
export interface ContentFolders {
  readonly content: string;
  /** more content, beside that */
  readonly own?: string;
}

/** What a worker is asked: the stacks of some tenants, in a folder. */
export interface Order {
  readonly folders: ContentFolders;
  readonly tenants: readonly Tenant[];
  readonly outdir: string;
}

/** What it answers. */
export type Answer =
  | { readonly written: readonly WrittenStack[] }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string | undefined } };

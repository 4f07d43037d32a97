import type { Workspace } from "../workspace/model";

/** Whose rules another process compiles, and where it keeps them. */
export interface Order {
  readonly workspace: Workspace;
  readonly cacheFolder: string;
}

/** The rules that run, in the order in which they are compiled. */
export const rulesThatRun = ({ rules }: Workspace): Workspace["rules"] => rules.filter(({ enabled }) => enabled);

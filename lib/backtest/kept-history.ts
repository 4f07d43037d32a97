import type { IngestReport, RejectedRow } from "../emulator";
import type { History } from "./history/history";

/** A history that an emulator has taken in, and what became of its rows. */
export interface Taken {
  readonly history: History;
  readonly reports: readonly IngestReport[];
  readonly rejected: readonly RejectedRow[];
}

/** A history that was taken in as a whole, without its rows. */
export type KeptHistory = Omit<Taken, "history"> & {
  readonly history: Omit<History, "sources" | "first" | "last" | "columns"> & {
    readonly first: string;
    readonly last: string;
    readonly columns: readonly (readonly [string, readonly string[]])[];
  };
};

export function kept({ history, ...taken }: Taken): KeptHistory {
  const { sources: _, first, last, columns, ...rest } = history;
  return {
    ...taken,
    history: {
      ...rest,
      first: first.toISOString(),
      last: last.toISOString(),
      columns: [...columns].map(([name, some]) => [name, [...some]]),
    },
  };
}

/** As it was when it was taken in; its rows are in the workspace. */
export const revived = ({ history, ...taken }: KeptHistory): Taken => ({
  ...taken,
  history: {
    ...history,
    sources: [],
    first: new Date(history.first),
    last: new Date(history.last),
    columns: new Map(history.columns.map(([name, some]) => [name, new Set(some)])),
  },
});

import type { InputSource, SentinelEmulator, Workspace } from "../../lib/emulator";
import { shippedWorkspace } from "../shared/stacks";

export { shippedWorkspace } from "../shared/stacks";

/**
 * The example tenant's workspace with empty watchlists. A watchlist that a tenant fills has the columns of its items; here some
 * have those that a test uses.
 * @param columns by alias
 */
export function workspaceWithColumns(columns: Readonly<Record<string, readonly string[]>>): Workspace {
  const workspace = shippedWorkspace();
  return {
    ...workspace,
    watchlists: workspace.watchlists.map((one) => ({ ...one, columns: columns[one.alias] ?? one.columns, items: [] })),
  };
}

/** Replaces the items of a watchlist; columns that an item leaves out are empty. */
export async function fillWatchlist(
  emulator: SentinelEmulator,
  alias: string,
  items: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const watchlist = emulator.workspace.watchlists.find((one) => one.alias === alias)!;
  await emulator.fillWatchlist({
    ...watchlist,
    items: items.map((item) => Object.fromEntries(watchlist.columns.map((column) => [column, item[column] ?? ""]))),
  });
}

/** Rows for a stream or table. */
export function given(target: string, rows: readonly Record<string, unknown>[]): InputSource {
  async function* all() {
    for (const [i, data] of rows.entries())
      yield { data, place: `${target} row ${i + 1}`, bytes: JSON.stringify(data).length };
  }
  return { target, file: target, rows: all };
}

/** A span for the stream Custom-AgentExecutionOtel. */
export const span = (attributes: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  TimeGenerated: "2026-03-02T10:00:00Z",
  Name: "span",
  Kind: "INTERNAL",
  TraceId: "t",
  SpanId: "s",
  ParentSpanId: "",
  StartTime: "2026-03-02T10:00:00Z",
  EndTime: "2026-03-02T10:00:01Z",
  StatusCode: "UNSET",
  StatusMessage: "",
  Attributes: { "gen_ai.agent.id": "0d9f7c1e-0000-4000-8000-000000000001", ...attributes },
  Resource: {},
  ScopeName: "test",
  ...more,
});

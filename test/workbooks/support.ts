import { SentinelEmulator } from "../../lib/emulator";
import { fillWatchlist, given, workspaceWithColumns } from "../pipeline/support";
import { shipped } from "../shared/content";
import { work } from "../shared/work";
import { now, rows, watchlists } from "./scene";

/** A tile of a workbook that asks the workspace. */
export interface Tile {
  readonly workbook: string;
  readonly name: string;
  readonly query: string;
  readonly days: number;
}

interface Item {
  readonly name: string;
  readonly content: {
    readonly query?: string;
    readonly timeContext?: { readonly durationMs: number };
    readonly timeContextFromParameter?: string;
    readonly parameters?: readonly Parameter[];
    readonly items?: readonly Item[];
  };
}
interface Parameter {
  readonly name: string;
  readonly value?: { readonly durationMs?: number };
}
const day = 86_400_000;

/** The tiles of all workbooks, those in groups too. */
export const tiles: readonly Tile[] = shipped.workbooks.flatMap(({ name: workbook, template }) => {
  const items = (template.data as { items: readonly Item[] }).items;
  const all = items.flatMap((item) => [item, ...(item.content.items ?? [])]);
  const parameters = new Map(all.flatMap(({ content }) => content.parameters ?? []).map((one) => [one.name, one]));
  return all.flatMap(({ name, content: { query, timeContext, timeContextFromParameter } }) => {
    if (query === undefined) return [];
    const ms = timeContext?.durationMs ?? parameters.get(timeContextFromParameter ?? "")?.value?.durationMs;
    if (ms === undefined) throw new Error(`${workbook}, ${name}: nothing says which time the tile is about`);
    return [{ workbook, name, query, days: ms / day }];
  });
});

/** The scene in a workspace of the package's own. */
export async function openScene(): Promise<SentinelEmulator> {
  const columns = Object.fromEntries(
    Object.entries(watchlists).map(([alias, items]) => [alias, Object.keys(items[0]!)]),
  );
  const emulator = await SentinelEmulator.open(workspaceWithColumns(columns), { rules: [], cache: work });
  for (const [table, some] of Object.entries(rows)) await emulator.ingest(given(table, some));
  for (const [alias, items] of Object.entries(watchlists)) await fillWatchlist(emulator, alias, items);
  return emulator;
}

/** What a tile shows, with its parameters filled in and its time applied as the portal does it. */
export async function shown(emulator: SentinelEmulator, tile: Tile, parameters: Readonly<Record<string, string>>) {
  const query = tile.query.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
  const generated = { from: new Date(now.getTime() - tile.days * day), to: now };
  const { columns, rows: found } = await emulator.query(query, { now, generated });
  return found.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
}

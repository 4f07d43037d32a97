import { v5 } from "uuid";
import type { Watchlist } from "../workspace/model";
import { armErrors } from "./errors";

const namespace = "7d7d0f5a-56c3-5c86-9a1e-6d5c1e0d9b02";

type Values = Readonly<Record<string, string>>;

/** An item of a watchlist. */
export interface WatchlistItem {
  /** GUID */
  readonly id: string;
  readonly values: Values;
}

/** Items of the workspace's watchlists; what is changed here is what queries see from then on. */
export class WatchlistItems {
  private readonly items = new Map<string, Map<string, WatchlistItem>>();

  /** @param fill replaces the items that queries see */
  constructor(
    private readonly watchlists: readonly Watchlist[],
    private readonly fill: (watchlist: Watchlist) => Promise<void>,
  ) {
    for (const { alias, items } of watchlists) {
      const known = items.map((values, i) => ({
        id: v5(`${alias} ${i} ${JSON.stringify(values)}`, namespace),
        values,
      }));
      this.items.set(alias.toLowerCase(), new Map(known.map((item) => [item.id, item])));
    }
  }

  /** @throws ArmError 404 when there is no such watchlist */
  list(alias: string): WatchlistItem[] {
    return [...this.of(alias).values()];
  }

  /** @throws ArmError 404 */
  get(alias: string, id: string): WatchlistItem {
    const found = this.of(alias).get(id.toLowerCase());
    if (!found) throw armErrors.missing(`Watchlist item '${id}' of watchlist '${alias}'`);
    return found;
  }

  /**
   * Adds an item, or replaces it.
   * @returns whether it is new
   * @throws ArmError 404; 400 without the search key
   */
  async put(alias: string, id: string, values: Values): Promise<boolean> {
    const items = this.of(alias);
    const { searchKey } = this.watchlist(alias);
    if (!values[searchKey]) throw armErrors.badRequest(`The item has no ${searchKey}, the watchlist's search key.`);
    const created = !items.has(id.toLowerCase());
    items.set(id.toLowerCase(), { id: id.toLowerCase(), values });
    await this.refill(alias);
    return created;
  }

  /** Deletes an item. @returns whether there was one; @throws ArmError 404 when there is no such watchlist */
  async remove(alias: string, id: string): Promise<boolean> {
    if (!this.of(alias).delete(id.toLowerCase())) return false;
    await this.refill(alias);
    return true;
  }

  private async refill(alias: string): Promise<void> {
    const watchlist = this.watchlist(alias);
    const items = this.list(alias).map(({ values }) => values);
    const columns = [...new Set([...watchlist.columns, ...items.flatMap((item) => Object.keys(item))])];
    await this.fill({ ...watchlist, items, columns });
  }

  private of(alias: string): Map<string, WatchlistItem> {
    const found = this.items.get(alias.toLowerCase());
    if (!found) throw armErrors.missing(`Watchlist '${alias}'`);
    return found;
  }

  private watchlist(alias: string): Watchlist {
    return this.watchlists.find((one) => one.alias.toLowerCase() === alias.toLowerCase())!;
  }
}

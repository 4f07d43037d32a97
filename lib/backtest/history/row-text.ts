/** Writes rows as one text each: the same for the same row, in whatever order its columns came. */
export class RowText {
  /** columns in the order of their names, by the order they came in: rows of a file share a few */
  private readonly orders = new Map<string, { readonly names: readonly string[]; readonly head: string }>();

  of(data: Readonly<Record<string, unknown>>): string {
    const came = Object.keys(data);
    const key = came.join("\n");
    let order = this.orders.get(key);
    if (!order) {
      const names = came.toSorted();
      order = { names, head: JSON.stringify(names) };
      this.orders.set(key, order);
    }
    return order.head + JSON.stringify(order.names.map((name) => data[name]));
  }
}

/** An analytics rule's `5m`, `1h`, `14d` in ISO 8601, as azurerm wants it: `PT5M`, `PT1H`, `P14D`. */
export function isoDuration(timespan: string): string {
  const match = /^([1-9]\d*)([mhd])$/.exec(timespan);
  if (!match) throw new Error(`"${timespan}" is not a number of minutes, hours or days: write 5m, 1h or 14d`);
  const [, count, unit] = match;
  return unit === "d" ? `P${count}D` : `PT${count}${unit!.toUpperCase()}`;
}

/** A list of changes may tell an object several times, taken away and given back; what it tells last is so. */
export function lastOf<T extends { readonly id: string }>(changes: readonly T[]): readonly T[] {
  return [...new Map(changes.map((change) => [String(change.id).toLowerCase(), change])).values()];
}

/** ARM ids of constructs, by the names that they go by. */
export const resourceIds = (
  constructs: ReadonlyMap<string, { readonly resource: { readonly id: string } }>,
): ReadonlyMap<string, string> => new Map([...constructs].map(([name, { resource }]) => [name, resource.id]));

import type { Breach } from "../breach";

/** Metadata of items: which item each is about. */
export interface Metadata {
  readonly name: string;
  /** ARM id of the item */
  readonly parentId: string;
}

/** Metadata of items that have some already. @param metadata of one workspace; paths begin with the place in it */
export function metadataBreaches(metadata: readonly Metadata[]): Breach[] {
  const parents = metadata.map(({ parentId }) => parentId.toLowerCase());
  return metadata.flatMap(({ name, parentId }, i): Breach[] => {
    const first = parents.indexOf(parents[i]!);
    if (first === i) return [];
    return [
      {
        limit: "solution/metadata",
        path: [i, "parentId"],
        message: `${parentId} has metadata already (${metadata[first]!.name}), and ${name} would be a second`,
        suggestion: "keep one; adopt what is there with terraform import, or delete it",
      },
    ];
  });
}

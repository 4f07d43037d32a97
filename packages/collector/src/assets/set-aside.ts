import type { AssetConfig } from "./asset-row";

/** Objects of Graph that could not be read: they are told, and the others go on. */
export class SetAside {
  /** lower case; objects that are there, whatever else is wrong with them */
  readonly ids = new Set<string>();

  /** @param note hears what was set aside and why */
  constructor(private readonly note: (text: string) => void) {}

  /** Those that have an id, without which nothing more can be asked. */
  wellFormed<T extends { readonly id: string }>(objects: readonly T[], kind: string): T[] {
    return objects.filter((object) => {
      const id: unknown = object?.id;
      if (typeof id === "string" && /^[\w-]{1,100}$/.test(id)) return true;
      this.note(`${kind} was set aside: its id is ${JSON.stringify(id)?.slice(0, 60) ?? "missing"}`);
      return false;
    });
  }

  /** What becomes of each object; one that cannot be read becomes nothing. */
  each<T extends { readonly id: string }>(
    objects: readonly T[],
    kind: string,
    read: (object: T, index: number) => readonly AssetConfig[],
  ): AssetConfig[] {
    return objects.flatMap((object, i) => {
      try {
        return read(object, i);
      } catch (error) {
        this.add(object.id, kind, (error as Error).message);
        return [];
      }
    });
  }

  add(id: string, kind: string, why: string): void {
    this.ids.add(id.toLowerCase());
    this.note(`${kind} ${id} was set aside: ${why}`);
  }
}

import type { Resource, Stored } from "./resource";

/** A resource that is gone, as far as its deletion still matters. */
export interface Deleted {
  readonly id: string;
  readonly type: string;
  /** milliseconds since 1970 */
  readonly at: number;
  /** what comes back with it when it is made again: the resource first, then its children */
  readonly kept?: readonly Stored[];
}

/** Told of every change, to keep it. */
export interface StoreListener {
  put(stored: Stored): void;
  removed(id: string): void;
  deleted(deletions: readonly Deleted[]): void;
}

/** The resources that there are, by ARM id, which knows no case. */
export class ResourceStore {
  private readonly byId = new Map<string, Stored>();
  private gone: Deleted[] = [];
  /** Grows with every change. */
  revision = 0;

  /** @param listener told of every change from now on. @default - nobody */
  constructor(
    private readonly listener?: StoreListener,
    kept: readonly Stored[] = [],
    deletions: readonly Deleted[] = [],
  ) {
    for (const one of kept) this.byId.set(keyOf(one.resource.id), one);
    this.gone = [...deletions];
  }

  get(id: string): Stored | undefined {
    return this.byId.get(keyOf(id));
  }

  /** Every resource, in the order they were made. */
  get all(): Stored[] {
    return [...this.byId.values()];
  }

  /** Every resource of a type, in the order they were made. */
  ofType(type: string): Stored[] {
    const wanted = type.toLowerCase();
    return [...this.byId.values()].filter(({ resource }) => resource.type.toLowerCase() === wanted);
  }

  /** Every resource below an id, whatever its depth. */
  below(id: string): Stored[] {
    const start = `${keyOf(id)}/`;
    return [...this.byId.entries()].filter(([key]) => key.startsWith(start)).map(([, stored]) => stored);
  }

  put(resource: Resource, now: Date): Stored {
    const known = this.get(resource.id);
    const stored = { resource, madeAt: known?.madeAt ?? now.getTime(), version: (known?.version ?? 0) + 1 };
    return this.keep(stored);
  }

  /** Takes a resource with everything below it away. @returns what was taken, itself first */
  remove(id: string): Stored[] {
    const found = [this.get(id), ...this.below(id)].filter((one): one is Stored => one !== undefined);
    for (const { resource } of found) {
      this.byId.delete(keyOf(resource.id));
      this.listener?.removed(resource.id);
    }
    this.revision++;
    return found;
  }

  /** Remembers a deletion. */
  bury(deleted: Deleted): void {
    this.gone = [...this.gone.filter(({ id }) => keyOf(id) !== keyOf(deleted.id)), deleted];
    this.listener?.deleted(this.gone);
  }

  /** Deletions of a type that are remembered. */
  buried(type: string): readonly Deleted[] {
    return this.gone.filter((one) => one.type.toLowerCase() === type.toLowerCase());
  }

  /** Brings what a deletion kept back, and forgets the deletion. */
  unbury(id: string): void {
    const found = this.gone.find((one) => keyOf(one.id) === keyOf(id));
    this.gone = this.gone.filter((one) => one !== found);
    this.listener?.deleted(this.gone);
    for (const stored of found?.kept ?? []) this.keep(stored);
  }

  private keep(stored: Stored): Stored {
    this.byId.set(keyOf(stored.resource.id), stored);
    this.revision++;
    this.listener?.put(stored);
    return stored;
  }
}

const keyOf = (id: string): string => id.replace(/\/$/, "").toLowerCase();

import { join } from "node:path";
import { codeVersion } from "./code-version";
import { digest } from "./digest";
import { Shelf, type ShelfLimits } from "./shelf";

/** Work that is done once for the same input and by the same code. */
export interface WorkKind {
  /** Also the name of its file in the cache folder. */
  readonly name: string;
  /** Files and folders of the code whose changes may change the results. */
  readonly code: readonly string[];
}

/** How a cache behaves; what is left out is as commands need it. */
export interface WorkCacheOptions {
  /** how much of each kind is kept. @default - 4000 entries, 32 million characters */
  readonly limits?: ShelfLimits;
  /** told once, when the folder cannot be used. @default - printed to stderr */
  readonly warn?: (message: string) => void;
}

/**
 * Results of work, by a hash of all they depend on: what was computed from the same bytes by the same code is not
 * computed again, by this process or, with a folder, by any other. Entries are checked by their own hash, and a folder
 * that cannot be used is a warning and no cache: results are always the same, only later.
 */
export class WorkCache {
  private readonly values = new Map<string, unknown>();
  private readonly shelves = new Map<string, Shelf | undefined>();
  private readonly limits: ShelfLimits;
  private readonly warn: (message: string) => void;
  private warned = false;

  /** @param place folder where results are kept between runs; default: nowhere, they are shared within this one */
  constructor(
    private place?: string,
    options: WorkCacheOptions = {},
  ) {
    this.limits = options.limits ?? { entries: 4000, characters: 32_000_000 };
    this.warn = options.warn ?? console.error;
  }

  /**
   * The result of some work, made when it is not known.
   * @param parts all that the result depends on, besides the code
   * @param make gives plain JSON; what it throws is not kept
   */
  remember<T>(kind: WorkKind, parts: readonly string[], make: () => T): T {
    const key = keyOf(kind, parts);
    if (this.values.has(key)) return this.values.get(key) as T;
    const { value } = this.stored<T>(kind, key) ?? this.made(kind, key, make);
    this.values.set(key, value);
    return value;
  }

  /** Whether some work's result is there, as far as can be told without reading it. */
  has(kind: WorkKind, parts: readonly string[]): boolean {
    const key = keyOf(kind, parts);
    return this.values.has(key) || (this.shelfOf(kind)?.has(key) ?? false);
  }

  /** Takes what other processes have kept in the meantime. */
  refresh(): void {
    for (const [name, shelf] of this.shelves) this.attempt(name, () => shelf?.refresh());
  }

  /** Where results are kept, if anywhere. */
  get folder(): string | undefined {
    return this.place;
  }

  /** Results are kept in a folder from now on, and those that are there are taken. */
  keepIn(folder: string): void {
    this.place = folder;
    this.shelves.clear();
  }

  /** Keeps results for later runs. */
  save(): void {
    for (const [name, shelf] of this.shelves) this.attempt(name, () => shelf?.write());
  }

  private stored<T>(kind: WorkKind, key: string): { readonly value: T } | undefined {
    const found = this.shelfOf(kind)?.get(key);
    if (found === "damaged") this.complain("an entry is damaged, and is made anew");
    return found === undefined || found === "damaged" ? undefined : { value: JSON.parse(found.json) as T };
  }

  private made<T>(kind: WorkKind, key: string, make: () => T): { readonly value: T } {
    const value = make();
    this.shelfOf(kind)?.put(key, JSON.stringify(value));
    return { value };
  }

  private shelfOf({ name }: WorkKind): Shelf | undefined {
    const { folder } = this;
    if (folder === undefined) return undefined;
    if (!this.shelves.has(name)) {
      const file = join(folder, `${name}.packed`);
      this.shelves.set(
        name,
        this.attempt(name, () => new Shelf(file, this.limits)),
      );
    }
    return this.shelves.get(name);
  }

  /** What fails is not tried again. */
  private attempt<T>(name: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.shelves.set(name, undefined);
      this.complain(`it cannot be used: ${(error as Error).message}; nothing is kept between runs`);
      return undefined;
    }
  }

  private complain(what: string): void {
    if (this.warned) return;
    this.warned = true;
    this.warn(`cache ${this.folder}: ${what}. Results are the same, only later; to begin anew, remove the folder`);
  }
}

const keyOf = (kind: WorkKind, parts: readonly string[]): string =>
  digest(JSON.stringify([kind.name, codeVersion(kind.code), ...parts]));

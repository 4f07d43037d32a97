import type { Path, Place, Problem, ProblemSource, SourceFile } from "../../content";
import { documentOf, type Layer } from "./layer";

/** Where a value was written. */
export interface Origin {
  readonly layer: Layer;
  /** from the root of the layer's settings */
  readonly path: Path;
}

/** What two rows of a list have in common that are about the same; undefined for lists that replace each other. */
export type RowKey = (path: Path, row: unknown) => string | undefined;

/**
 * Layers as one document: a later one's values go first, objects are joined key by key, a list replaces a list, but for
 * those whose rows have keys. Problems are told where the value at their path was written.
 */
export class LayeredSource implements ProblemSource {
  readonly data: unknown;
  private readonly origins = new Map<string, Origin>();

  /** @param layers at least one, the one that decides last */
  constructor(
    private readonly layers: readonly Layer[],
    private readonly rowKey: RowKey = () => undefined,
  ) {
    let merged: unknown;
    for (const layer of layers) merged = this.join(merged, documentOf(layer).data, [], { layer, path: [] });
    this.data = merged;
  }

  /** The last layer's file. */
  get file(): string {
    return this.own.source.file;
  }

  /** Where the value at `path`, or the nearest that holds it, was written. */
  originOf(path: Path): Origin {
    for (let depth = path.length; depth >= 0; depth--) {
      const origin = this.origins.get(keyOf(path.slice(0, depth)));
      if (origin) return { layer: origin.layer, path: [...origin.path, ...path.slice(depth)] };
    }
    return { layer: this.own, path };
  }

  problem(
    path: Path,
    ...rest: Parameters<SourceFile["problem"]> extends [Path, ...infer Rest] ? Rest : never
  ): Problem {
    const { source, path: place } = this.placed(path);
    return source.problem(place, ...rest);
  }

  placesOf(path: Path): (offset: number) => Place {
    const { source, path: place } = this.placed(path);
    return source.placesOf(place);
  }

  /** File, line and column of the key at `path`. */
  locateKey(path: Path): Place & { readonly file: string } {
    const { source, path: place } = this.placed(path);
    const last = place.at(-1);
    return { file: source.file, ...(typeof last === "number" ? source.locate(place) : source.locateKey(place)) };
  }

  private get own(): Layer {
    return this.layers.at(-1)!;
  }

  private placed(path: Path): { source: SourceFile; path: Path } {
    const { layer, path: inner } = this.originOf(path);
    return { source: layer.source, path: [...layer.base, ...inner] };
  }

  private join(before: unknown, after: unknown, path: Path, from: Origin): unknown {
    if (after === undefined) return before;
    if (isObject(before) && isObject(after)) {
      this.origins.set(keyOf(path), from);
      const joined = { ...before };
      for (const [key, value] of Object.entries(after))
        joined[key] = this.join(before[key], value, [...path, key], below(from, key));
      return joined;
    }
    if (Array.isArray(before) && Array.isArray(after) && after.every((row) => this.rowKey(path, row) !== undefined))
      return this.joinRows(before, after, path, from);
    this.note(after, path, from);
    return after;
  }

  private joinRows(before: unknown[], after: unknown[], path: Path, from: Origin): unknown[] {
    const joined = [...before];
    const keys = before.map((row) => this.rowKey(path, row));
    for (const [i, row] of after.entries()) {
      const key = this.rowKey(path, row);
      const isFirst = !after.slice(0, i).some((other) => this.rowKey(path, other) === key);
      const at = isFirst && keys.includes(key) ? keys.indexOf(key) : joined.length;
      joined[at] = this.join(joined[at], row, [...path, at], below(from, i));
    }
    return joined;
  }

  /** Every value of what takes the place of whatever was there. */
  private note(value: unknown, path: Path, from: Origin): void {
    const inside = `${keyOf(path).slice(0, -1)},`;
    for (const key of [...this.origins.keys()]) if (key.startsWith(inside)) this.origins.delete(key);
    const visit = (one: unknown, at: Path, origin: Origin): void => {
      this.origins.set(keyOf(at), origin);
      if (typeof one !== "object" || one === null) return;
      for (const [key, item] of Object.entries(one)) {
        const step = Array.isArray(one) ? Number(key) : key;
        visit(item, [...at, step], below(origin, step));
      }
    };
    visit(value, path, from);
  }
}

const below = ({ layer, path }: Origin, key: string | number): Origin => ({ layer, path: [...path, key] });
const keyOf = (path: Path): string => JSON.stringify(path);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

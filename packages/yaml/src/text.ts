import type { Event } from "js-yaml";
import { dataOf, eventsOf, jsYaml } from "./js-yaml";
import { type Place, placesIn } from "./lines";
import type { MappingNode, ScalarNode, YamlNode } from "./node";
import { YamlError, type YamlProblem } from "./problem";
import { type Found, problemsOf, refusal } from "./problems";
import { textOffsets } from "./text-offsets";
import { type Tree, treeOf } from "./tree";

/** A step into a document: mapping key or sequence index. */
export type Path = readonly (string | number)[];

interface Parsed {
  readonly tree: Tree;
  readonly problems: readonly Found[];
  readonly data?: unknown;
}

/** A text of YAML, or of JSON, that can tell where each value stands. It is parsed when first asked. */
export class YamlText {
  private known: Parsed | undefined;
  private places: ((offset: number) => Place) | undefined;

  constructor(readonly text: string) {}

  /** What is wrong with it, in order. */
  get problems(): readonly YamlProblem[] {
    return this.parsed.problems.map(({ offset, ...problem }) => ({ ...problem, ...this.at(offset) }));
  }

  /**
   * What it says: objects, arrays, texts, numbers, truth values and null. Aliases are one object; `<<` merges.
   * @throws YamlError every problem that it has
   */
  get data(): unknown {
    const { problems } = this;
    if (problems.length > 0) throw new YamlError(problems);
    return this.parsed.data;
  }

  /** Where the value at `path` begins; the nearest parent when the path does not exist. */
  place(path: Path): Place {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = this.nodeAt(path.slice(0, depth));
      if (node) return this.at(node.start);
    }
    return { line: 1, column: 1 };
  }

  /** Where the key at the end of `path` is written; where the value is, if there is no such key. */
  keyPlace(path: Path): Place {
    const parent = this.nodeAt(path.slice(0, -1));
    const key = parent?.kind === "mapping" ? this.entryOf(parent, path.at(-1)!)?.key : undefined;
    return key ? this.at(key.start) : this.place(path);
  }

  /** Where each character of the text value at `path` is written; the value's beginning where that is not known. */
  placesWithin(path: Path): (offset: number) => Place {
    const node = this.nodeAt(path);
    const offsets = node?.kind === "scalar" && this.isText(path, node) ? textOffsets(this.text, node) : undefined;
    return offsets ? (offset) => this.at(offsets(offset)) : () => this.place(path);
  }

  /** A plain scalar may be a number or a truth value. */
  private isText(path: Path, { event }: ScalarNode): boolean {
    if (event.style !== jsYaml().SCALAR_STYLE.PLAIN) return true;
    let value: unknown = this.parsed.data;
    for (const step of path) value = (value as Record<string | number, unknown> | undefined)?.[step];
    return typeof value === "string";
  }

  private nodeAt(path: Path): YamlNode | undefined {
    let node: YamlNode | undefined = this.parsed.tree.root;
    for (const step of path)
      if (node?.kind === "mapping") node = this.entryOf(node, step)?.value;
      else if (node?.kind === "sequence") node = node.items[step as number];
      else return undefined;
    return node;
  }

  private entryOf({ entries }: MappingNode, name: string | number) {
    const { getScalarValue } = jsYaml();
    return entries.find(({ key }) => key.kind === "scalar" && getScalarValue(this.text, key.event) === String(name));
  }

  private at(offset: number): Place {
    this.places ??= placesIn(this.text);
    return this.places(offset);
  }

  private get parsed(): Parsed {
    this.known ??= parse(this.text);
    return this.known;
  }
}

function parse(text: string): Parsed {
  let events: Event[];
  try {
    events = eventsOf(text);
  } catch (error) {
    return { tree: { written: 0, endless: [] }, problems: [refusal(error)] };
  }
  const tree = treeOf(text, events);
  const problems = problemsOf(text, tree);
  if (problems.length > 0) return { tree, problems };
  try {
    return { tree, problems, data: dataOf(text, events) };
  } catch (error) {
    return { tree, problems: [refusal(error)] };
  }
}

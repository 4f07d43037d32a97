import type { Event, ScalarEvent } from "js-yaml";
import { jsYaml } from "./js-yaml";
import type { MappingNode, SequenceNode, YamlNode } from "./node";
import { scalarStart } from "./scalar-start";

/** The nodes of a text, and what cannot be told by looking at one of them. */
export interface Tree {
  /** undefined for a text that says nothing */
  readonly root?: YamlNode;
  /** nodes that are written */
  readonly written: number;
  /** where a second document begins */
  readonly second?: number;
  /** aliases of what they are in */
  readonly endless: readonly number[];
}

/** Puts the events of `text` together. */
export function treeOf(text: string, events: readonly Event[]): Tree {
  return new Builder(text).build(events);
}

class Builder {
  private readonly documents: YamlNode[] = [];
  private readonly open: (MappingNode | SequenceNode)[] = [];
  private readonly anchors = new Map<string, YamlNode>();
  private readonly endless: number[] = [];
  private written = 0;
  /** Where what was read last ends. */
  private end = 0;

  constructor(private readonly text: string) {}

  build(events: readonly Event[]): Tree {
    const { EVENT_ID } = jsYaml();
    for (const event of events)
      switch (event.type) {
        case EVENT_ID.MAPPING:
          this.opened(event, { kind: "mapping", start: event.start, size: 1, entries: [] });
          break;
        case EVENT_ID.SEQUENCE:
          this.opened(event, { kind: "sequence", start: event.start, size: 1, items: [] });
          break;
        case EVENT_ID.SCALAR:
          this.scalar(event);
          break;
        case EVENT_ID.ALIAS:
          this.alias(event);
          break;
        case EVENT_ID.POP:
          this.closed();
      }
    const [root, second] = this.documents;
    return { root, written: this.written, endless: this.endless, ...(second ? { second: second.start } : {}) };
  }

  private opened(event: Anchored, node: MappingNode | SequenceNode): void {
    this.add(node, event);
    this.open.push(node);
    this.end = node.start;
  }

  /** Ends a collection; the end of a document closes nothing. */
  private closed(): void {
    const node = this.open.pop();
    const parent = this.open.at(-1);
    if (node && parent) parent.size += node.size;
  }

  private scalar(event: ScalarEvent): void {
    const { PLAIN } = jsYaml().SCALAR_STYLE;
    const start = scalarStart(this.text, event, this.end);
    this.add({ kind: "scalar", start, size: 1, event }, event);
    this.end = event.valueStart === -1 ? start : event.valueEnd + (event.style === PLAIN ? 0 : 1);
  }

  private alias({ anchorStart, anchorEnd }: Anchored): void {
    const target = this.anchors.get(this.text.slice(anchorStart, anchorEnd));
    const start = anchorStart - 1;
    if (target && this.open.includes(target as MappingNode)) this.endless.push(start);
    this.add({ kind: "alias", start, size: target?.size ?? 1 });
    this.end = anchorEnd;
  }

  private add(node: YamlNode, event?: Anchored): void {
    this.written++;
    if (event && event.anchorStart !== -1) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), node);
    const parent = this.open.at(-1);
    if (!parent) this.documents.push(node);
    else if (parent.kind === "sequence") parent.items.push(node);
    else {
      const last = parent.entries.at(-1);
      if (last && !last.value) last.value = node;
      else parent.entries.push({ key: node });
    }
    // A collection's own is added when it closes.
    if (parent && (node.kind === "scalar" || node.kind === "alias")) parent.size += node.size;
  }
}

interface Anchored {
  readonly anchorStart: number;
  readonly anchorEnd: number;
}

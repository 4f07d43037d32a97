import type { Edge, Node } from "./nodes";
import { type Words, wordsOf } from "./words";

/** A box, its words, and where it stands. */
export interface Placed extends Words {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
}

/** Boxes of a picture, and its size. */
export interface Layout {
  readonly placed: readonly Placed[];
  /** points that lines over several layers go through, by the ends of the line */
  readonly via: ReadonlyMap<string, readonly (readonly [x: number, y: number])[]>;
  readonly width: number;
  readonly height: number;
  readonly boxWidth: number;
  readonly across: boolean;
}

export const ends = ({ from, to }: Pick<Edge, "from" | "to">): string => `${from} ${to}`;

/** A box, or room for a line that goes on to a later layer. */
type Slot = { readonly node: Node } | { readonly line: Edge };

/** Layers from left to right, each in the middle of the height and in the order of what leads to it. */
export function across(layers: readonly (readonly Node[])[], edges: readonly Edge[]): Layout {
  const boxWidth = 158;
  const [gapX, gapY] = [44, 14];
  const slots = ordered(layers, edges);
  const heightOf = (slot: Slot): number => ("node" in slot ? wordsOf(slot.node, boxWidth).height : 6);
  const heights = slots.map((layer) => layer.reduce((sum, slot) => sum + heightOf(slot) + gapY, -gapY));
  const height = Math.max(...heights) + 4;
  const placed: Placed[] = [];
  const via = new Map<string, [number, number][]>();
  for (const [column, layer] of slots.entries()) {
    const x = 2 + column * (boxWidth + gapX);
    let y = (height - heights[column]!) / 2;
    for (const slot of layer) {
      if ("node" in slot) placed.push({ node: slot.node, x, y, ...wordsOf(slot.node, boxWidth) });
      else via.set(ends(slot.line), [...(via.get(ends(slot.line)) ?? []), [x, y + 3], [x + boxWidth, y + 3]]);
      y += heightOf(slot) + gapY;
    }
  }
  return { placed, via, width: layers.length * (boxWidth + gapX) - gapX + 4, height, boxWidth, across: true };
}

/** The layers, with room for lines that pass through, everything below what leads to it. */
function ordered(layers: readonly (readonly Node[])[], edges: readonly Edge[]): Slot[][] {
  const layerOf = new Map(layers.flatMap((layer, i) => layer.map(({ id }) => [id, i] as const)));
  const place = new Map<string, number>();
  return layers.map((layer, i) => {
    const passing = edges.filter(({ from, to }) => layerOf.get(from)! < i && layerOf.get(to)! > i);
    const sources = (slot: Slot): string[] =>
      "line" in slot ? [slot.line.from] : edges.filter(({ to }) => to === slot.node.id).map(({ from }) => from);
    const weight = (slot: Slot): number => {
      const known = sources(slot).flatMap((id) => place.get(id) ?? []);
      return known.length === 0 ? 0.5 : known.reduce((sum, one) => sum + one, 0) / known.length;
    };
    const slots: Slot[] = [...layer.map((node) => ({ node })), ...passing.map((line) => ({ line }))];
    const sorted = slots.map((slot) => [slot, weight(slot)] as const).sort(([, a], [, b]) => a - b);
    for (const [at, [slot]] of sorted.entries())
      if ("node" in slot) place.set(slot.node.id, (at + 0.5) / sorted.length);
    return sorted.map(([slot]) => slot);
  });
}

/** Layers from top to bottom, two boxes beside each other: for narrow screens. */
export function down(layers: readonly (readonly Node[])[]): Layout {
  const boxWidth = 166;
  const [gapX, gapY, gapLayer] = [12, 10, 34];
  const width = 2 * boxWidth + gapX + 4;
  const placed: Placed[] = [];
  let y = 2;
  for (const layer of layers) {
    for (let i = 0; i < layer.length; i += 2) {
      const row = layer.slice(i, i + 2).map((node) => ({ node, ...wordsOf(node, boxWidth) }));
      const start = row.length === 1 ? (width - boxWidth) / 2 : 2;
      placed.push(...row.map((one, column) => ({ ...one, x: start + column * (boxWidth + gapX), y })));
      y += Math.max(...row.map(({ height }) => height)) + gapY;
    }
    y += gapLayer - gapY;
  }
  return { placed, via: new Map(), width, height: y - gapLayer + 4, boxWidth, across: false };
}

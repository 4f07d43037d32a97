import type { Node } from "./nodes";

/** What a box says, line by line. */
export interface Words {
  readonly lines: readonly {
    readonly kind: "kind" | "name" | "detail" | "state";
    readonly text: string;
    readonly y: number;
  }[];
  readonly height: number;
}

const letter = { name: 7.7, detail: 6.2 };
const padding = 10;

/** The words of a box of a width, as wide letters as there are, and the height that they take. */
export function wordsOf(node: Node, width: number): Words {
  const room = width - 2 * padding;
  const state = node.state || (node.suspect ? "named by a finding" : "");
  const lines: Words["lines"][number][] = [];
  let y = 4;
  const say = (kind: Words["lines"][number]["kind"], text: string, height: number): void => {
    y += height;
    lines.push({ kind, text, y });
  };
  say("kind", node.kind, 13);
  for (const [i, text] of linesOf(node.name, Math.floor(room / letter.name), 2).entries())
    say("name", text, i === 0 ? 17 : 14);
  for (const [i, text] of linesOf(node.detail, Math.floor(room / letter.detail), 2).entries())
    say("detail", text, i === 0 ? 16 : 13);
  if (state) say("state", state, 17);
  return { lines, height: y + 9 };
}

/** Words that fit into a width: broken after separators, and cut where even that is too long. */
function linesOf(text: string, width: number, most: number): string[] {
  const pieces = text.match(/[^\s/@.,:-]+[\s/@.,:-]*|[\s/@.,:-]+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces.flatMap((one) => one.match(new RegExp(`.{1,${width}}`, "gs")) ?? [])) {
    if (line !== "" && (line + piece.trimEnd()).length > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  if (lines.length <= most) return lines;
  const last = lines[most - 1]!;
  return [...lines.slice(0, most - 1), `${last.slice(0, width - 1)}…`];
}

import type { ScalarEvent } from "js-yaml";
import { jsYaml } from "./js-yaml";

/**
 * Where a scalar begins: at its quote, at the indicator of a block; of nothing, behind the colon.
 * @param after where what stands before it ends
 */
export function scalarStart(text: string, event: ScalarEvent, after: number): number {
  const { SCALAR_STYLE } = jsYaml();
  const { style, valueStart, anchorEnd, tagEnd } = event;
  const from = Math.max(after, anchorEnd, tagEnd);
  if (valueStart === -1) return from + (/^\s*[:-]/.exec(text.slice(from))?.[0].length ?? 0);
  switch (style) {
    case SCALAR_STYLE.PLAIN:
      return valueStart;
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return valueStart - 1;
    default: {
      const line = Math.max(from, text.lastIndexOf("\n", valueStart - 2) + 1);
      const header = /[|>][-+\d]*[ \t]*(?:#.*)?\r?\n?$/.exec(text.slice(line, valueStart));
      return header ? line + header.index : valueStart;
    }
  }
}

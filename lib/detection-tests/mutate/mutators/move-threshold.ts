import { type Mutator, shown } from "../mutant";

/** The comparison that differs only at the threshold itself. */
const neighbours: Readonly<Record<string, string>> = { ">": ">=", ">=": ">", "<": "<=", "<=": "<" };

/** Moves a threshold by the least there is. */
export const moveThreshold: Mutator = (node) => {
  const operator = node.kind.endsWith("Expression") ? node.maybe("Operator") : undefined;
  const text = operator?.text.trim() ?? "";
  const neighbour = neighbours[text];
  if (!operator || !neighbour || !node.maybe("Left")) return [];
  return [
    {
      description: `${text} becomes ${neighbour} in ${shown(node)}`,
      start: operator.start,
      end: operator.end,
      replacement: neighbour,
    },
  ];
};

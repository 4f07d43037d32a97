import { type Mutator, shown } from "../mutant";

/** The opposite of each comparison. */
const opposites: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  "=~": "!~",
  "!~": "=~",
  ">": "<=",
  ">=": "<",
  "<": ">=",
  "<=": ">",
  has: "!has",
  "!has": "has",
  has_any: "!has_any",
  contains: "!contains",
  startswith: "!startswith",
  endswith: "!endswith",
  in: "!in",
  "!in": "in",
  "in~": "!in~",
  "!in~": "in~",
  and: "or",
  or: "and",
};

/** Turns a comparison, or a connective of conditions, into its opposite. */
export const flipOperator: Mutator = (node) => {
  const operator = node.kind.endsWith("Expression") ? node.maybe("Operator") : undefined;
  const text = operator?.text.trim() ?? "";
  const opposite = opposites[text];
  // `has_any` has no negation of its own.
  if (!operator || !opposite || text === "has_any" || !node.maybe("Left")) return [];
  return [
    {
      description: `${text} becomes ${opposite} in ${shown(node)}`,
      start: operator.start,
      end: operator.end,
      replacement: opposite,
    },
  ];
};

import { tableErrors } from "./errors";

/** Values of an entity by property, and the types of those that are no texts, as JSON has them. */
export type Properties = Readonly<Record<string, unknown>>;
type Holds = (entity: Properties) => boolean;

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
const token = /\s*(?:(datetime|guid)?'((?:[^']|'')*)'|([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?)L?|([()]))/y;

interface Token {
  readonly kind: "literal" | "word" | "(" | ")";
  readonly value: unknown;
}

/**
 * A condition on entities, of comparisons with `and`, `or`, `not` and parentheses.
 * @throws TableError 400 for what is none
 * @see https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities
 */
export function parseFilter(text: string): Holds {
  const tokens = tokensOf(text);
  let at = 0;
  const invalid = (): never => {
    throw tableErrors.invalidInput(`the filter ${text}`);
  };
  const word = (...wanted: readonly string[]): string | undefined => {
    const next = tokens[at];
    if (next?.kind !== "word" || !wanted.includes(String(next.value))) return undefined;
    at++;
    return String(next.value);
  };
  const either = (): Holds => {
    const parts = [both()];
    while (word("or")) parts.push(both());
    return (entity) => parts.some((holds) => holds(entity));
  };
  const both = (): Holds => {
    const parts = [one()];
    while (word("and")) parts.push(one());
    return (entity) => parts.every((holds) => holds(entity));
  };
  const one = (): Holds => {
    if (word("not")) {
      const inner = one();
      return (entity) => !inner(entity);
    }
    const first = tokens[at++];
    if (first?.kind === "(") {
      const inner = either();
      return tokens[at++]?.kind === ")" ? inner : invalid();
    }
    if (first?.kind !== "word") return invalid();
    const compare = comparisons[word(...Object.keys(comparisons)) ?? ""];
    const value = tokens[at++];
    if (!compare || value?.kind !== "literal") return invalid();
    return (entity) => {
      const order = orderOf(entity[String(first.value)], value.value);
      return order !== undefined && compare(order);
    };
  };
  const whole = either();
  return at === tokens.length ? whole : invalid();
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  const given = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < given.length) {
    const match = token.exec(given);
    if (!match) throw tableErrors.invalidInput(`the filter ${text}`);
    const [, type, quoted, name, number, bracket] = match;
    if (quoted !== undefined) {
      const value = quoted.replaceAll("''", "'");
      found.push({ kind: "literal", value: type === "datetime" ? new Date(value) : value });
    } else if (name !== undefined)
      found.push(
        name === "true" || name === "false"
          ? { kind: "literal", value: name === "true" }
          : { kind: "word", value: name },
      );
    else if (number !== undefined) found.push({ kind: "literal", value: Number(number) });
    else found.push({ kind: bracket as "(" | ")", value: bracket });
  }
  return found;
}

/** How two values of one type are ordered; values of two types, or none, fit no comparison. */
function orderOf(given: unknown, wanted: unknown): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (given instanceof Date && wanted instanceof Date) return given.getTime() - wanted.getTime();
  if (typeof given !== typeof wanted || typeof given === "object") return undefined;
  return given === wanted ? 0 : (given as string) < (wanted as string) ? -1 : 1;
}

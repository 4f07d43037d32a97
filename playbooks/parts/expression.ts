/** The value of an expression: as it is where it stands alone. */
export const value = (expression: string): string => `@${expression}`;
/** The value of an expression inside a text. */
export const text = (expression: string): string => `@{${expression}}`;

/** A text of the definition language. */
export const literal = (content: string): string => `'${content.replaceAll("'", "''")}'`;

/** The first value whose condition holds. */
export const choose = (cases: readonly (readonly [condition: string, then: string])[], otherwise: string): string =>
  cases.reduceRight((rest, [condition, then]) => `if(${condition}, ${then}, ${rest})`, otherwise);

export const isOneOf = (expression: string, ...options: readonly string[]): string =>
  `contains(createArray(${options.map(literal).join(", ")}), ${expression})`;

const character = (escaped: string): string => `decodeUriComponent('${escaped}')`;
/** Signs that turn the direction of what stands around them, so that a text shows as another. */
const directions = ["AA", "AB", "AC", "AD", "AE"].map((last) => `%E2%80%${last}`);
const isolates = ["A6", "A7", "A8", "A9"].map((last) => `%E2%81%${last}`);

/** The beginning of a text that somebody else wrote, without signs that would turn the words around it. */
export const plain = (expression: string, most: number): string =>
  [...directions, ...isolates].reduce(
    (sum, sign) => `replace(${sum}, ${character(sign)}, '')`,
    `take(string(coalesce(${expression}, '')), ${most})`,
  );

/**
 * Text that somebody else wrote, inside HTML: names and ids may hold markup, and more than a comment takes.
 * @param most characters of it that are shown
 */
export const html = (expression: string, most = 600): string =>
  `replace(replace(replace(${plain(expression, most)}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')`;

/** Text that somebody else wrote, on one line without markup, such as a subject. */
export const oneLine = (expression: string, most = 120): string =>
  `replace(replace(${plain(expression, most)}, ${character("%0D")}, ' '), ${character("%0A")}, ' ')`;

/** Text that somebody else wrote, inside a quoted text of a query, which ends with its line. */
export const kql = (expression: string): string =>
  `replace(replace(replace(replace(${expression}, '\\', '\\\\'), '"', '\\"'), ${character("%0D")}, '\\r'), ${character("%0A")}, '\\n')`;

/** One segment of an address. */
export const segment = (expression: string): string => `encodeUriComponent(${expression})`;

/** Whether a text in lower case is a GUID: the language has no patterns, so the digits are taken away and dashes remain. */
export function isGuid(expression: string): string {
  const dashes = [..."0123456789abcdef"].reduce((rest, digit) => `replace(${rest}, '${digit}', '')`, expression);
  const places = [8, 13, 18, 23].map((place, i) => `equals(nthIndexOf(${expression}, '-', ${i + 1}), ${place})`);
  return `and(equals(length(${expression}), 36), equals(${dashes}, '----'), ${places.join(", ")})`;
}

/** What became of an action. */
export const statusOf = (action: string): string => `actions('${action}')?['status']`;
export const succeeded = (action: string): string => `equals(${statusOf(action)}, 'Succeeded')`;
export const httpStatus = (action: string): string => `outputs('${action}')?['statusCode']`;
/** Whether an action, which was one to run or not, ran and did not succeed. */
export const wentWrong = (action: string): string => isOneOf(statusOf(action), "Failed", "TimedOut");

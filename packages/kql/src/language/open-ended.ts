/** Comments and strings; a quotation mark that is left after them opens a string that does not end. */
const aside =
  /\/\/[^\n]*|```[\s\S]*?```|~~~[\s\S]*?~~~|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** The code of a query, with `""` for each string. */
const codeOf = (text: string): string => text.replace(aside, (found) => (found.startsWith("//") ? " " : '""'));

/**
 * Whether a query may read tables that its text does not name: `search`, `find`, wildcards of `union`, and names that
 * are computed. Errs on the side of yes.
 */
export function mayReadAnything(text: string): boolean {
  if (!suspicious.test(text)) return false;
  const code = codeOf(text);
  return (
    /["'`]/.test(code.replaceAll('""', "")) ||
    /\b(search|find)\b/.test(code) ||
    /\b(table|external_table|materialized_view)\s*\(\s*(?!""\s*[,)])/.test(code) ||
    hasWildcardUnion(code)
  );
}

/** Most texts have none of these words, and need not be looked into. */
const suspicious = /\b(search|find|union|table|external_table|materialized_view)\b/;

/** Whether a star stands among the inputs of a `union`; in a call's parentheses it is a column or a product. */
function hasWildcardUnion(code: string): boolean {
  /** For each open parenthesis: whether what comes next is an input of a union. */
  const input = [false];
  for (const [token] of code.matchAll(/\bunion\b|\w+\(|[()|;*]/g)) {
    if (token === "*" && input.at(-1)) return true;
    if (token === ")") input.pop();
    else if (token === "(") input.push(input.at(-1) ?? true);
    else if (token.endsWith("(")) input.push(false);
    else if (token !== "*") input.splice(-1, 1, token === "union");
  }
  return false;
}

/** Whether a look-up's variant is computed: by anything but a text or a name, whose text stands elsewhere. */
export function variantsAreOpen(text: string, functionName: string): boolean {
  return new RegExp(`\\b${functionName}\\s*\\(\\s*(?!(""|\\w+)\\s*[,)])`).test(codeOf(text));
}

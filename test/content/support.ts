import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ContentError, type Problem, packageRoot, readContent } from "../../lib/content";
import { work } from "../shared/work";

export { withContent } from "../shared/content-copy";

/** Marks the expected place of a problem inside the text that replaces another. */
const marker = "‸";

/** One replacement in one file; the new text may mark the place a problem is expected at. */
export interface Change {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** A changed file's text, and where the change's mark was. */
export interface Altered {
  readonly text: string;
  readonly place: { readonly line: number; readonly column: number } | undefined;
}

/** Applies a change to the text of a file this package ships. */
export function alter({ file, from, to }: Change): Altered {
  const before = readFileSync(join(packageRoot(), file), "utf8");
  const marked = before.replace(from, () => to);
  if (marked === before) throw new Error(`${file} does not contain ${from}`);
  return { text: marked.replace(marker, ""), place: placeOfMarker(marked) };
}

/** What reading the content finds. */
export function readingProblems(root: string): readonly Problem[] {
  try {
    readContent(root, work);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

/** A problem as a test expects it; `place` is undefined where a change has no mark. */
export function expected(file: string, place: Altered["place"], code: string, says: RegExp, suggests?: RegExp) {
  return expect.objectContaining({
    file,
    code,
    ...place,
    message: expect.stringMatching(says),
    ...(suggests ? { suggestion: expect.stringMatching(suggests) } : {}),
  });
}

function placeOfMarker(text: string): Altered["place"] {
  const offset = text.indexOf(marker);
  if (offset === -1) return undefined;
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

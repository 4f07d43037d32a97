import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContentError, checkContent, type Problem, packageRoot, readContent } from "../../lib/content";

/** Marks the expected place of a problem inside the text that replaces another. */
const marker = "‸";

/** One replacement in one file; the new text may mark the place a problem is expected at. */
export interface Change {
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** A copy of the package's content with something changed, and where the change's mark is. */
export interface Altered {
  readonly root: string;
  readonly place: { readonly line: number; readonly column: number } | undefined;
}

/** Runs `work` on a copy of the content this package ships, after a change to one file. */
export function withContent<T>(change: Change, work: (altered: Altered) => T): T {
  const root = mkdtempSync(join(tmpdir(), "agentid-"));
  try {
    for (const folder of ["pipeline", "detections", "workbooks", "playbooks"])
      cpSync(join(packageRoot(), folder), join(root, folder), { recursive: true });
    const path = join(root, change.file);
    const before = readFileSync(path, "utf8");
    const marked = before.replace(change.from, () => change.to);
    if (marked === before) throw new Error(`${change.file} does not contain ${change.from}`);
    writeFileSync(path, marked.replace(marker, ""));
    return work({ root, place: placeOfMarker(marked) });
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What reading the content finds. */
export function readingProblems(root: string): readonly Problem[] {
  try {
    readContent(root);
    return [];
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

/** What reading and checking the content finds. */
export function allProblems(root: string): readonly Problem[] {
  const reading = readingProblems(root);
  return reading.length > 0 ? reading : checkContent(readContent(root));
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

import {
  type Content,
  ContentError,
  checkContent,
  type Problem,
  readContent,
  type SourceFile,
} from "../../lib/content";
import { work } from "../shared/work";
import { withContent } from "./support";

/** Files of the content with other text. */
export interface Alteration {
  readonly files: Readonly<Record<string, string>>;
  /** Check everything, not only the rules, transforms, workbooks and playbooks of the altered files. */
  readonly whole?: boolean;
}

/** What reading and checking an altered copy of the content finds. */
export function problemsOf({ files, whole }: Alteration): readonly Problem[] {
  return withContent(files, (root) => {
    try {
      const content = readContent(root, work);
      return checkContent(whole ? content : narrowed(content, new Set(Object.keys(files))), work);
    } catch (error) {
      if (error instanceof ContentError) return error.problems;
      throw error;
    }
  });
}

/** Without what did not change and nothing else needs: the rest is checked by the test of the content as shipped. */
function narrowed(content: Content, changed: ReadonlySet<string>): Content {
  const has = (...sources: (SourceFile | undefined)[]) => sources.some((s) => s !== undefined && changed.has(s.file));
  return {
    ...content,
    tables: content.tables.map((t) => (has(t.source) ? t : { ...t, data: { ...t.data, streams: [], flows: [] } })),
    detections: content.detections.filter((d) => has(d.source, d.tests?.source)),
    workbooks: content.workbooks.filter((w) => has(w.source, w.template)),
    playbooks: content.playbooks.filter((p) => has(p.source, p.workflow)),
  };
}

import { readText } from "../read-text";
import type { Place } from "../source-file";

/** One `## section` of a guide. */
export interface GuideSection {
  readonly title: string;
  /** Markdown below the heading, without it */
  readonly text: string;
  /** 1-based line of the heading */
  readonly line: number;
}

/** A query in a fence named `kusto`. */
export interface GuideQuery {
  readonly text: string;
  /** the place in the guide of an offset inside `text` */
  readonly locate: (offset: number) => Place;
}

/** The investigation guide beside a rule: `detections/<family>/<name>.guide.md`. */
export interface Guide {
  /** path below the content root */
  readonly file: string;
  readonly sections: readonly GuideSection[];
  readonly queries: readonly GuideQuery[];
}

/** Reads the sections and the `kusto` fences of a guide. @param file the name to report in problems */
export function readGuide(path: string, file: string): Guide {
  const lines = readText(path, file).split(/\r?\n/);
  const sections: { title: string; lines: string[]; line: number }[] = [];
  const queries: GuideQuery[] = [];
  let fence: { kusto: boolean; start: number } | undefined;
  for (const [i, line] of lines.entries()) {
    const marker = /^```(\w*)/.exec(line);
    if (marker && !fence) fence = { kusto: marker[1] === "kusto", start: i + 1 };
    else if (marker && fence) {
      if (fence.kusto) queries.push(queryOf(lines.slice(fence.start, i), fence.start));
      fence = undefined;
    }
    const heading = fence ? null : /^## (.+)$/.exec(line);
    if (heading) sections.push({ title: heading[1]!.trim(), lines: [], line: i + 1 });
    else sections.at(-1)?.lines.push(line);
  }
  return {
    file,
    sections: sections.map(({ title, line, lines: text }) => ({ title, line, text: text.join("\n").trim() })),
    queries,
  };
}

function queryOf(lines: readonly string[], firstLine: number): GuideQuery {
  const text = lines.join("\n");
  return {
    text,
    locate: (offset) => {
      const before = text.slice(0, offset).split("\n");
      return { line: firstLine + before.length, column: before.at(-1)!.length + 1 };
    },
  };
}

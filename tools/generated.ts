import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withPlan } from "./plan/page";
import { workflowTexts } from "./playbooks/text";

/** A file that is written from others. */
interface Generated {
  readonly file: string;
  /** what writes it */
  readonly script: string;
  /** what it says when it is current @param now what it says now */
  readonly text: (now: string) => string;
}

/**
 * Files that `npm run check` wants current. Pages that are written from all of the content take longer: their tests
 * hold those.
 */
const generated: readonly Generated[] = [
  { file: "docs/architecture.md", script: "architecture", text: withPlan },
  ...[...workflowTexts].map(([file, text]) => ({
    file: `playbooks/${file}`,
    script: "playbooks",
    text: () => text,
  })),
];

/** What is not as its sources say, one line each. @param root folder of the files */
export function stale(root: string): string[] {
  return generated.flatMap(({ file, script, text }) => {
    const path = join(root, file);
    const now = existsSync(path) ? readFileSync(path, "utf8") : "";
    return now !== "" && text(now) === now ? [] : [`${file} is not what its source says: npm run ${script}`];
  });
}

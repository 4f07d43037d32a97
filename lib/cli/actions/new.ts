import { existsSync } from "node:fs";
import { join } from "node:path";
import { detectionId, readContent } from "../../content";
import { type Kind, newContent, writeNew } from "../../scaffold";
import type { NewOptions } from "../commands/new";
import { UsageError } from "../usage-error";

/** Writes the files of something new, and says what comes next. */
export function begin(kind: Kind, name: string, { content, title, family, id }: NewOptions): void {
  if (/[\\/]node_modules[\\/]/.test(`${content}/`))
    throw new UsageError(`${content} is an installed package: say where your own content is, with --content`);
  const taken = new Set(
    existsSync(join(content, "detections"))
      ? readContent(content).detections.flatMap(({ data }) => detectionId(data) ?? [])
      : [],
  );
  const files = newContent(
    {
      kind,
      name,
      ...(title ? { title } : {}),
      ...(family ? { family } : {}),
      ...(id ? { detectionId: id } : {}),
    },
    taken,
  );
  writeNew(content, files);
  for (const path of Object.keys(files)) console.log(`wrote ${path}`);
  for (const line of next(kind, Object.keys(files)[0]!)) console.log(line);
}

function next(kind: Kind, path: string): string[] {
  const test = `npx agentid test ${path.replace(/\.yaml$/, "")}`;
  switch (kind) {
    case "rule":
      return [
        `\nNow: ${test}`,
        "One test fails until the condition in the query is yours. Then:",
        "  npm run detections   the tables that the guard and the story read",
        "  npx agentid lock     notes its id and version",
        "  npx agentid validate",
      ];
    case "hunting":
      return [`\nNow: ${test}`, "One test fails until the condition in the query is yours. Then: npx agentid lock"];
    default:
      return ["\nNow: npx agentid validate"];
  }
}

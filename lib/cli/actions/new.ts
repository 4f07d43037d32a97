import { realpathSync } from "node:fs";
import { sep } from "node:path";
import { detectionId, packageRoot } from "../../content";
import type { RuleFamily } from "../../scaffold";
import { type Kind, newContent, writeNew } from "../../scaffold";
import type { ContentOptions } from "../commands/content-option";
import { UsageError } from "../usage-error";
import { contentToRead } from "./content";
import { writeFunctions } from "./write-functions";

export interface NewOptions extends ContentOptions {
  readonly title?: string;
  readonly family?: RuleFamily;
  readonly id?: string;
}

/** Writes the files of something new, and says what comes next. */
export function begin(kind: Kind, name: string, { title, family, id, ...options }: NewOptions): void {
  const root = options.own ?? (options.content === packageRoot() && !isHere(options.content) ? "." : options.content);
  if (realpathSync(root).split(sep).includes("node_modules"))
    throw new UsageError(`${root} is an installed package: begin in your own folder, or say it with --own`);
  const taken = new Set(contentToRead(options).detections.flatMap(({ data }) => detectionId(data) ?? []));
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
  writeNew(root, files);
  if (kind === "rule") writeFunctions(root);
  for (const path of Object.keys(files)) console.log(`wrote ${path}`);
  for (const line of next(kind, Object.keys(files)[0]!)) console.log(line);
}

const isHere = (folder: string): boolean => realpathSync(folder) === realpathSync(".");

function next(kind: Kind, path: string): string[] {
  const test = `npx agentid test ${path.replace(/\.yaml$/, "")}`;
  switch (kind) {
    case "rule":
      return [
        `\nNow: ${test}`,
        "One test fails until the condition in the query is yours. Then:",
        "  npx agentid lock       notes its id and version, after each change",
        "  npx agentid validate   checks it with all the rest",
      ];
    case "hunting":
      return [`\nNow: ${test}`, "One test fails until the condition in the query is yours. Then: npx agentid lock"];
    default:
      return ["\nNow: npx agentid validate"];
  }
}

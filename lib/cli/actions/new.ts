import { realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { detectionId, packageRoot } from "../../content";
import { policyChecks, readPolicyConfig } from "../../policy";
import type { RuleFamily } from "../../scaffold";
import { editsFor, type Kind, newContent, type Wanted, writeNew } from "../../scaffold";
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
  const wanted: Wanted = {
    kind,
    name,
    ...(title ? { title } : {}),
    ...(family ? { family } : {}),
    ...(id ? { detectionId: id } : {}),
    inPackage: realpathSync(root) === realpathSync(packageRoot()),
  };
  const files = newContent(wanted, takenIds(kind, root, options));
  const edits = editsFor(wanted);
  writeNew(root, files, edits);
  if (kind === "rule") writeFunctions(root);
  for (const path of Object.keys(files)) console.log(`wrote ${path}`);
  for (const path of Object.keys(edits)) console.log(`added to ${path}`);
  for (const line of next(wanted, Object.keys(files)[0]!)) console.log(line);
}

/** Ids of one kind that there are. */
function takenIds(kind: Kind, root: string, options: ContentOptions): Set<string> {
  if (kind === "check") {
    const own = readPolicyConfig(join(root, "agentid.json"), policyChecks).checks;
    return new Set([...policyChecks, ...own].map((check) => check.id));
  }
  const { detections, playbooks } = contentToRead(options);
  return new Set(
    kind === "playbook"
      ? playbooks.map(({ data }) => data.id)
      : detections.flatMap(({ data }) => detectionId(data) ?? []),
  );
}

const isHere = (folder: string): boolean => realpathSync(folder) === realpathSync(".");

function next({ kind, inPackage }: Wanted, path: string): string[] {
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
    case "playbook":
      return [
        `\nNow: npx agentid test ${dirname(path)}`,
        inPackage
          ? "One test fails until the comment in workflow.ts is yours; npm run playbooks writes workflow.json from it."
          : "One test fails until the comment in workflow.json is yours.",
        "Then: npx agentid validate   says which permissions its requests need",
      ];
    case "check":
      return inPackage
        ? ["\nNow: npx jest test/policy/checks", "Its cases fail until its condition is yours. Then: npm run policy"]
        : [
            `\nNow: node --test ${path.replace(/\.js$/, ".test.js")}`,
            "One test fails until its condition is yours. Then: npx agentid check",
          ];
    default:
      return ["\nNow: npx agentid validate"];
  }
}

import { realpathSync } from "node:fs";
import { sep } from "node:path";
import { cacheFolder, WorkCache } from "../../cache";
import { formatProblem, type Problem, packageRoot, sortProblems, tablesOfQueries } from "../../content";
import { besides, type ForeignRule, importedFiles, judged, readForeign } from "../../foreign-rules";
import { writeNew } from "../../scaffold";
import type { ContentOptions } from "../commands/content-option";
import { withProgress } from "../progress";
import { UsageError } from "../usage-error";
import { contentToRead } from "./content";

export interface ImportOptions extends ContentOptions {
  readonly family: string;
  readonly dryRun: boolean;
  readonly skipRefused: boolean;
}

/** Writes rules and tests that were not there; all of them, or none where one is refused. */
export async function importRules(path: string, options: ImportOptions): Promise<void> {
  if (!/^[a-z][a-z0-9-]*$/.test(options.family))
    throw new UsageError(`"${options.family}" is no name of a folder: write it in small letters and hyphens`);
  const root = rootOf(options);
  const { rules, problems } = readForeign(path);
  const cache = new WorkCache(cacheFolder());
  const content = contentToRead(options, cache);
  const told = await withProgress((progress) => judged(rules, content, cache, progress));
  const sound = told.filter((rule) => !rule.problems.some(isError));
  for (const problem of sortProblems([...problems, ...told.flatMap((rule) => rule.problems.filter(isWorthTelling))]))
    console.error(formatProblem(problem));
  const refused = told.length - sound.length + problems.filter(isError).length;
  if (sound.length === 0 || (refused > 0 && !options.skipRefused)) throw new UsageError(nothing(told, refused, sound));
  const tables = tablesOfQueries(besides(content, sound), cache);
  const files = sound.flatMap(({ item }) => importedFiles(item, options.family, tables.get(item.name) ?? []));
  if (!options.dryRun) writeNew(root, Object.fromEntries(files.map((file) => [file.path, file.text])));
  cache.save();
  for (const file of files) console.log(`${options.dryRun ? "would write" : "wrote"} ${file.path}`);
  console.log(`\n${sound.length} imported, ${refused} refused`);
  if (!options.dryRun) for (const line of next(sound)) console.log(line);
}

/** Content goes where the project is, and into no installed package. */
function rootOf({ own, content }: ContentOptions): string {
  const root = own ?? (content === packageRoot() ? "." : content);
  if (realpathSync(root).split(sep).includes("node_modules"))
    throw new UsageError(`${root} is an installed package: import in your own folder, or say it with --own`);
  return root;
}

const isError = ({ severity }: Problem): boolean => severity === "error";

/** What is wrong, and what import changed; what could be better is told by validate, whenever it is asked. */
const isWorthTelling = (problem: Problem): boolean => isError(problem) || problem.code.startsWith("import/");

function nothing(rules: readonly ForeignRule[], refused: number, sound: readonly ForeignRule[]): string {
  if (refused === 0) return "there is no analytics rule in it; nothing is written";
  const hint = sound.length > 0 ? `; --skip-refused writes the ${sound.length} others` : "";
  return `${refused} of ${Math.max(rules.length, refused)} refused; nothing is written${hint}`;
}

const next = ([first]: readonly ForeignRule[]): string[] => [
  `\nNow: npx agentid test ${first!.item.name}`,
  "One test of each rule fails until its rows are written. Then:",
  "  npx agentid lock       notes ids and versions, after each change",
  "  npx agentid validate   checks them with all the rest",
];

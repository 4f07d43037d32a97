import { basename, dirname } from "node:path";
import {
  ContentError,
  checkSchema,
  type DetectionItem,
  type DetectionSpec,
  detectionSchema,
  type Path,
  type Problem,
  SourceFile,
} from "../content";
import { apart } from "./apart";
import type { Drafts } from "./draft";
import { foreignFiles } from "./files";
import { isArm, ofArm } from "./forms/arm";
import { isAzureSentinel, ofAzureSentinel } from "./forms/azure-sentinel";
import { refusal } from "./forms/refused";
import { MappedSource } from "./mapped-source";
import { ruleFileName } from "./rule-file-name";
import { translate } from "./translate";

/** A rule that was read, and whether it can be used. */
export interface ForeignRule {
  /** in this project's form; problems about it stand at their places in the file it comes from */
  readonly item: DetectionItem;
  /** the file it comes from */
  readonly file: string;
  /** where it begins there */
  readonly start: { readonly line: number; readonly column: number };
  /** what is wrong with it, was left out, or was added */
  readonly problems: readonly Problem[];
}

/** What files held. */
export interface Foreign {
  readonly rules: readonly ForeignRule[];
  /** of what is no rule */
  readonly problems: readonly Problem[];
}

/**
 * Reads other people's analytics rules: files of the Azure-Sentinel repository, templates and resources of Azure Resource Manager, answers
 * of its API.
 * @param path a file, or a folder with some
 */
export function readForeign(path: string): Foreign {
  const { files, isFolder } = foreignFiles(path);
  const rules: ForeignRule[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const { drafts, problems: found } = draftsOf(file, isFolder);
    problems.push(...found);
    for (const draft of drafts) {
      const { data, original, problems: told } = translate(draft);
      const source = new MappedSource(draft.source, data, original);
      const item = { data, source, name: nameOf(data, file), folder: dirname(file) };
      const start = placeOf(draft.source, draft.start);
      rules.push({ item, file, start, problems: [...told, ...checkSchema(source, detectionSchema)] });
    }
  }
  return { rules: apart(rules), problems };
}

/** The first character of a file, without parsing it anew for that. */
const placeOf = (source: SourceFile, start: Path) =>
  start.length === 0 ? { line: 1, column: 1 } : source.locate(start);

function draftsOf(file: string, inFolder: boolean): Drafts {
  try {
    const source = SourceFile.read(file);
    if (isAzureSentinel(source.data)) return ofAzureSentinel(source);
    if (isArm(source.data)) return ofArm(source);
    return { drafts: [], problems: [refusal(source, inFolder)] };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { drafts: [], problems: error.problems };
  }
}

const nameOf = ({ name }: DetectionSpec, file: string): string =>
  ruleFileName(typeof name === "string" ? name : basename(file).replace(/\.\w+$/, ""));

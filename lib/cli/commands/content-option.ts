import { Option } from "commander";
import { packageRoot } from "../../package";

/** Which content a command is about. */
export interface ContentOptions {
  readonly content: string;
  readonly own?: string;
  readonly rules?: string;
}

/** `--content`: the folder with the content. */
export const contentOption = (): Option =>
  new Option(
    "--content <dir>",
    "folder that holds pipeline/, detections/, workbooks/ and playbooks/, instead of the package's",
  ).default(packageRoot());

/** `--own`: content of a project, beside that. */
export const ownOption = (): Option =>
  new Option("--own <dir>", "folder with more content, beside the package's; default: here, where there is any");

/** `--rules`: other people's rules, in place of the content's. */
export const rulesOption = (): Option =>
  new Option(
    "--rules <dir>",
    "analytics rules of this folder, however it is laid out, in place of the content's: Azure-Sentinel's YAML with tests beside, or ARM",
  );

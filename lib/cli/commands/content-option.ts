import { Option } from "commander";
import { packageRoot } from "../../package";

/** Which content a command is about. */
export interface ContentOptions {
  readonly content: string;
  readonly own?: string;
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

import { Option } from "commander";
import { packageRoot } from "../../package";

/** `--content`: the folder with the content. */
export const contentOption = (): Option =>
  new Option("--content <dir>", "folder that holds pipeline/, detections/, workbooks/ and playbooks/").default(
    packageRoot(),
  );

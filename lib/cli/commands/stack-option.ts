import { Option } from "commander";

/** `--stack`: the Terraform that a command looks at. */
export const stackOption = (): Option =>
  new Option("--stack <dir>", "synthesized Terraform: cdktf.out, one stack's folder, or a cdk.tf.json").default(
    "cdktf.out",
  );

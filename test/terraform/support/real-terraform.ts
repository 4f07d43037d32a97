import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Every finding quotes the line it is about, and the output is one line. */
const outputLimit = 1 << 28;

/** What a run of Terraform said. */
export interface TerraformRun {
  readonly code: number;
  /** errors, without the line of the file that each quotes */
  readonly errors: readonly string[];
  /** the summary, such as `No changes.` */
  readonly summary: string;
  /** resources that are changed, with the attributes that are */
  readonly changes: string;
}

/** Whether a folder has the providers that a stack needs. */
export const hasProviders = (folder: string | undefined): folder is string =>
  folder !== undefined &&
  ["azurerm", "azapi", "time"].every((name) => existsSync(join(folder, `terraform-provider-${name}`)));

/** Terraform in the folder of a stack, with provider binaries of a folder and an environment of its own. */
export class RealTerraform {
  private readonly env: NodeJS.ProcessEnv;

  /** @param environment what the providers are told */
  constructor(
    private readonly stack: string,
    providers: string,
    environment: Readonly<Record<string, string>>,
  ) {
    const file = join(stack, "cdk.tf.json");
    const document = JSON.parse(readFileSync(file, "utf8"));
    // Without `terraform init` there is no backend, and versions of providers are those of the folder.
    delete document.terraform.backend;
    document.terraform.required_providers = {
      azurerm: { source: "hashicorp/azurerm" },
      azapi: { source: "Azure/azapi" },
      ...(document.terraform.required_providers.time ? { time: { source: "hashicorp/time" } } : {}),
    };
    // Nothing here takes effect late: waits would only be waited for.
    for (const wait of Object.values<Record<string, unknown>>(document.resource.time_sleep ?? {}))
      if (wait.create_duration !== undefined) wait.create_duration = "1s";
    writeFileSync(file, JSON.stringify(document));
    const config = join(stack, "providers.tfrc");
    const overrides = ["hashicorp/azurerm", "Azure/azapi", "hashicorp/time"].map(
      (name) => `"${name}" = "${providers}"`,
    );
    writeFileSync(config, `provider_installation {\n  dev_overrides {\n    ${overrides.join("\n    ")}\n  }\n}\n`);
    this.env = {
      PATH: process.env.PATH,
      HOME: stack,
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: config,
      TF_IN_AUTOMATION: "1",
      ...environment,
    };
  }

  apply = () => this.run("apply", "-auto-approve");
  plan = () => this.run("plan", "-detailed-exitcode");
  destroy = () => this.run("destroy", "-auto-approve");

  /** Asynchronous: what the providers talk to is served by this process. */
  private run(...args: string[]): Promise<TerraformRun> {
    const options = { cwd: this.stack, env: this.env, encoding: "utf8", maxBuffer: outputLimit } as const;
    return new Promise((resolve) => {
      execFile("terraform", [...args, "-input=false", "-no-color"], options, (error, stdout, stderr) => {
        const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.slice(0, 500));
        const errors = lines.flatMap((line, i) =>
          /^[│ ]*Error: /.test(line)
            ? [[line, ...lines.slice(i + 1, i + 8).filter((one) => !/^[│ ]*1: /.test(one))].join("\n")]
            : [],
        );
        const said = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).join("\n");
        resolve({
          code: typeof error?.code === "number" ? error.code : error ? 1 : 0,
          errors,
          summary: said(/^(No changes|Plan:|Apply complete|Destroy complete)/),
          changes: said(/^ {2}# .* (will|must) be|^ +[~+-] \w+ += .*->/),
        });
      });
    });
  }
}

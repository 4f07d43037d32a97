import { execFile, spawnSync } from "node:child_process";

/** Whether the `terraform` command can be started here. */
export const hasTerraform = spawnSync("terraform", ["version"]).status === 0;

/** Every finding quotes the line it is about, and the output is one line. */
const outputLimit = 1 << 28;

/** One finding of `terraform validate`. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** A line of what a plan prints. */
interface PlanMessage {
  readonly diagnostic?: Finding;
  readonly change?: { readonly action: string; readonly resource: { readonly addr: string } };
}

/** Terraform in one folder, with providers that run already: nothing is downloaded. */
export class Terraform {
  private readonly env: NodeJS.ProcessEnv;

  /** @param sockets where each provider serves, by its address in the registry */
  constructor(
    private readonly folder: string,
    sockets: Readonly<Record<string, string>>,
  ) {
    const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
    const reattach = Object.entries(sockets).map(([address, socket]) => [
      address,
      {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: socket },
      },
    ]);
    this.env = {
      ...env,
      CHECKPOINT_DISABLE: "1",
      TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(reattach)),
    };
  }

  async init(): Promise<void> {
    const { status, output } = await this.run("init", "-backend=false", "-input=false", "-no-color");
    if (status !== 0) throw new Error(`terraform init failed:\n${output}`);
  }

  /** What `terraform validate` finds; none when the configuration is valid. */
  async validate(): Promise<Finding[]> {
    const { output } = await this.run("validate", "-json");
    return (JSON.parse(output) as { diagnostics: Finding[] }).diagnostics;
  }

  /**
   * A plan to destroy what the state has, without asking whether it is there.
   * @returns addresses that would be destroyed, and what forbids it
   */
  async planDestroy(): Promise<{ readonly destroyed: readonly string[]; readonly errors: readonly Finding[] }> {
    const { output } = await this.run("plan", "-destroy", "-refresh=false", "-input=false", "-json");
    const said = output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as PlanMessage);
    return {
      destroyed: said.flatMap(({ change }) => (change?.action === "delete" ? [change.resource.addr] : [])),
      errors: said.flatMap(({ diagnostic }) => (diagnostic?.severity === "error" ? [diagnostic] : [])),
    };
  }

  /** The providers run in this process, so it must not be blocked meanwhile. */
  private run(...args: string[]): Promise<{ status: number; output: string }> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.env, encoding: "utf8", maxBuffer: outputLimit } as const;
      execFile("terraform", args, options, (error, stdout, stderr) =>
        resolve({ status: error ? 1 : 0, output: stdout || stderr }),
      );
    });
  }
}

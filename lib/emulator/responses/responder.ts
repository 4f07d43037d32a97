import { readGraphGrants } from "../access";
import type { Respond } from "../replay";
import { type CloudOptions, EmulatedCloud } from "./cloud";

/** Runs the playbooks that incidents start. The servers they call are there from the first one on, and not before. */
export class Responder {
  private cloud: Promise<EmulatedCloud> | undefined;

  constructor(private readonly options: CloudOptions) {}

  readonly respond: Respond = async ({ playbookId, triggerBody, at }) => {
    this.cloud ??= EmulatedCloud.start({ graphGrants: readGraphGrants(this.options.stack), ...this.options });
    const { workflow: _history, ...run } = await (await this.cloud).run(playbookId, { triggerBody, at: new Date(at) });
    return run;
  };

  /** Stops the servers, if any were needed. */
  async close(): Promise<void> {
    await (await this.cloud?.catch(() => undefined))?.close();
  }
}

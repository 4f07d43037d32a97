import { readGraphGrants } from "../access";
import { type CommentAuthor, Incidents } from "../arm";
import type { PortalSettings } from "../portal";
import type { ReplayOptions, Respond } from "../replay";
import { Timeline } from "../timeline";
import { EmulatedCloud } from "./cloud";
import type { CloudOptions } from "./cloud-options";

/** Runs the playbooks that a replay starts. The servers they call are there from the first one on, and not before. */
export class Responder {
  private readonly timeline = new Timeline();
  private readonly incidents: Incidents;
  private started: Promise<EmulatedCloud> | undefined;
  private running: EmulatedCloud | undefined;

  /** @param portal where analysts work */
  constructor(
    private readonly options: CloudOptions,
    private readonly portal: PortalSettings,
  ) {
    this.incidents = new Incidents(options.people, (id) => this.whoIs(id), {
      delay: portal.syncDelay,
      author: portal.commentAuthor,
    });
  }

  /** What a replay needs for playbooks to run in it. */
  get replayOptions(): Pick<ReplayOptions, "respond" | "timeline" | "incidents" | "portal"> {
    const { respond, timeline, incidents, portal } = this;
    return { respond, timeline, incidents, portal };
  }

  /** The world in which playbooks act. */
  cloud(): Promise<EmulatedCloud> {
    this.started ??= this.open();
    return this.started;
  }

  private readonly respond: Respond = async ({ playbookId, triggerBody, at }, uploaded) => {
    const start = { triggerBody, at: new Date(at) };
    const cloud = this.running ?? (await this.openedAt(start.at));
    const { workflow: _history, ...run } = await cloud.run(playbookId, start, { uploaded });
    return run;
  };

  /** Servers take a while to start: no time passes meanwhile. */
  private async openedAt(at: Date): Promise<EmulatedCloud> {
    await this.timeline.turn(at);
    try {
      return await this.cloud();
    } finally {
      this.timeline.leave();
    }
  }

  private async open(): Promise<EmulatedCloud> {
    const { timeline, incidents } = this;
    const graphGrants = readGraphGrants(this.options.stack);
    this.running = await EmulatedCloud.start({ graphGrants, ...this.options, timeline, incidents });
    return this.running;
  }

  /** Where no playbook runs, nobody asks who somebody is. */
  private whoIs(objectId: string): CommentAuthor {
    return this.running?.whoIs(objectId) ?? { objectId, name: objectId, email: null, userPrincipalName: null };
  }

  /** Stops the servers, if any were needed. */
  async close(): Promise<void> {
    await (await this.started?.catch(() => undefined))?.close();
  }
}

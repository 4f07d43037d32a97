import type { KeyObject } from "node:crypto";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { JsonReply } from "../server/json";
import { type PlatformMessage, readMessage } from "./message";

/** A call that was made, as it was answered. */
export interface PlatformCall {
  /** address of the endpoint */
  readonly url: string;
  /** the body as it was sent */
  readonly body: string;
  readonly status: number;
  /** what it says, where its signature holds */
  readonly message?: PlatformMessage;
}

const states = { pause: "paused", resume: "running" } as const;

/**
 * The platforms of agents outside Entra, as `docs/external-agents.md` asks them to be: each takes a message that the key has
 * signed for it, in its time and once, and answers with the agent's state.
 */
export class FakePlatforms {
  /** Every call in order. */
  readonly calls: PlatformCall[] = [];
  private readonly seen = new Set<string>();
  private readonly states = new Map<string, string>();

  constructor(
    /** addresses of their endpoints */
    readonly endpoints: readonly string[],
    private readonly keyOf: (id: string) => KeyObject | undefined,
    private readonly clock: Clock,
  ) {}

  /** Whether an agent is `paused` or `running`. */
  stateOf(agentId: string): string {
    return this.states.get(agentId.toLowerCase()) ?? "running";
  }

  answer(method: string, url: string, body: string): JsonReply {
    let message: PlatformMessage | undefined;
    const reply = ((): JsonReply => {
      if (method !== "POST" || !this.endpoints.includes(url)) return { status: 404, body: { error: "not found" } };
      try {
        message = readMessage(body, this.keyOf);
        this.check(message, url);
      } catch (error) {
        return { status: 401, body: { error: (error as Error).message } };
      }
      this.seen.add(message.id);
      const state = states[message.action];
      this.states.set(message.agentId.toLowerCase(), state);
      return { status: 200, body: { agentId: message.agentId, state } };
    })();
    this.calls.push({ url, body, status: reply.status, ...(message ? { message } : {}) });
    return reply;
  }

  private check({ id, issuedAt, expiresAt, audience, action }: PlatformMessage, url: string): void {
    const now = this.clock.now().getTime();
    if (audience !== url) throw new Error(`the message is for ${audience}`);
    if (!(Date.parse(issuedAt) <= now + 60_000 && now < Date.parse(expiresAt))) throw new Error("its time is over");
    if (!Object.hasOwn(states, action)) throw new Error(`the action ${action} is not known`);
    if (this.seen.has(id)) throw new Error("the message was taken before");
  }
}

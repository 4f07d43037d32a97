import { type KeyObject, verify } from "node:crypto";
import type { IncomingMessage, RequestListener } from "node:http";

/** What a message asks for. */
export interface Asked {
  readonly action: "pause" | "resume";
  readonly agentId: string;
  readonly nativeId: string;
}

/** What a receiver is set up with. */
export interface ReceiverOptions {
  /** public part of the solution's key, by the `kid` that messages name */
  readonly keys: Readonly<Record<string, KeyObject>>;
  /** this endpoint's own address, as the tenant's file has it */
  readonly audience: string;
  /** pauses or resumes the agent; asked again for what is done already, it does nothing */
  readonly act: (asked: Asked) => Promise<void>;
  /** @default the machine's clock, in milliseconds */
  readonly now?: () => number;
}

const mostBytes = 16_384;
/** Clocks differ. */
const leeway = 60_000;
/** The solution's messages live for five minutes: one that lives longer is not its. */
const longest = 10 * 60_000;

/**
 * Takes signed messages that ask to pause or resume an agent, and answers with its state: a message counts when a known key
 * signed it, for this endpoint, in its time, and once. Several instances have to share what was seen.
 */
export function receiver({ keys, audience, act, now = Date.now }: ReceiverOptions): RequestListener {
  const seen = new Map<string, number>();
  return async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    try {
      if (request.method !== "POST") return answer(405, { error: "use POST" });
      const text = await textOf(request);
      if (text === undefined) return answer(413, { error: `a message has at most ${mostBytes} bytes` });
      const asked = messageIn(text, keys);
      const time = now();
      const [from, until] = [Date.parse(String(asked?.issuedAt)), Date.parse(String(asked?.expiresAt))];
      const inTime = from <= time + leeway && time < until && until - from <= longest;
      if (asked?.audience !== audience || !inTime || !/^[0-9a-f-]{36}$/i.test(String(asked.id)))
        return answer(401, { error: "the message is not signed for this endpoint and this time" });
      if (asked.action !== "pause" && asked.action !== "resume") return answer(400, { error: "unknown action" });
      for (const [id, end] of seen) if (end <= time) seen.delete(id);
      const id = String(asked.id);
      if (seen.has(id)) return answer(409, { error: "the message was taken before" });
      seen.set(id, until);
      const { action, agentId, nativeId } = asked as unknown as Asked;
      await act({ action, agentId, nativeId });
      answer(200, { agentId, state: action === "pause" ? "paused" : "running" });
    } catch (error) {
      answer(500, { error: (error as Error).message });
    }
  };
}

/** The message, where a known key signed it; undefined else. */
function messageIn(
  text: string,
  keys: Readonly<Record<string, KeyObject>>,
): Readonly<Record<string, unknown>> | undefined {
  const [header = "", payload = "", signature = "", ...more] = text.split(".");
  const { alg, kid, typ } = json(header);
  const key = Object.hasOwn(keys, String(kid)) ? keys[String(kid)] : undefined;
  // The algorithm is the key's: what a header says is somebody's word.
  if (more.length > 0 || alg !== "ES256" || typ !== "agentid-response" || key?.asymmetricKeyType !== "ec")
    return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  return verify("sha256", signed, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))
    ? json(payload)
    : undefined;
}

function json(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

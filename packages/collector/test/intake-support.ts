import { Intake, type IntakeAnswer, type IntakeOptions } from "../src/intake";
import { MemorySender } from "./support";

export const who = "aaaaaaaa-0000-4000-8000-000000000001";
export const agent = "bbbbbbbb-0000-4000-8000-000000000002";
export const blueprint = "cccccccc-0000-4000-8000-000000000003";

/** The header by which App Service names a sender. */
export const principal = (claims: unknown) => Buffer.from(JSON.stringify({ claims })).toString("base64");
/** Headers of a request that somebody sent. */
export const from = (objectId: string) => ({
  "x-ms-client-principal": principal([{ typ: "oid", val: objectId.toUpperCase() }]),
});

/** A span that is right in every member. */
export const span = (name: string, changes: object = {}) => ({
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: "eee19b7ec3c1b174",
  name,
  kind: 3,
  startTimeUnixNano: "1772445600000000000",
  endTimeUnixNano: "1772445601000000000",
  ...changes,
});

/** Attributes in OTLP's form. */
export const attributes = (values: Record<string, string>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** A request of spans, of one resource. */
export const requestOf = (spans: readonly object[], resource: Record<string, string> = {}) => ({
  resourceSpans: [{ resource: { attributes: attributes(resource) }, scopeSpans: [{ spans }] }],
});
export const traces = (...names: string[]) => JSON.stringify(requestOf(names.map((name) => span(name))));

/** A record that is right in every member. */
export const record = (changes: object = {}) => ({
  TimeGenerated: "2026-03-02T10:00:00.000Z",
  EventStartTime: "2026-03-02T09:59:59.000Z",
  EventEndTime: "2026-03-02T10:00:00.000Z",
  EventCount: 1,
  EventType: "ToolExecuted",
  SrcAgentId: agent,
  SrcAgentBlueprintId: blueprint,
  ...changes,
});

/** A body, and what differs from a good request. */
export interface Post {
  readonly headers?: Record<string, string>;
  readonly options?: Partial<IntakeOptions>;
}

/** An intake, what it sends, and how to post to it. */
export function startIntake(options: Partial<IntakeOptions> = {}) {
  const sender = new MemorySender();
  const intake = new Intake({ sender, ...options });
  const post = async (
    path: "traces" | "records",
    body: string | Uint8Array | AsyncIterable<Uint8Array>,
    headers: Record<string, string> = {},
  ): Promise<IntakeAnswer> => {
    const all: Record<string, string> = { "content-type": "application/json", ...from(who), ...headers };
    return intake[path]({
      header: (name) => all[name] || null,
      body: () => (typeof body === "string" ? Buffer.from(body) : body),
    });
  };
  return { sender, post };
}

/** What a new intake answers to a body, and what it sent. */
export async function post(
  path: "traces" | "records",
  body: string | Uint8Array | AsyncIterable<Uint8Array>,
  { headers = {}, options = {} }: Post = {},
) {
  const { sender, post: send } = startIntake(options);
  return { ...(await send(path, body, headers)), rows: sender.rows };
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { handlerOf } from "../src/functions/http";
import { Intake, type IntakeOptions } from "../src/intake";

/** The intake's own handlers behind a server on this machine, as the Functions host has them. @returns its address too */
export async function serveIntake(options: IntakeOptions): Promise<{ server: Server; url: string }> {
  const intake = new Intake(options);
  const handlers: Record<string, ReturnType<typeof handlerOf>> = {
    "/v1/traces": handlerOf((request) => intake.traces(request)),
    "/v1/records": handlerOf((request) => intake.records(request)),
  };
  const server = createServer(async (request, response) => {
    await answer(handlers[request.url!]!, request, response);
  });
  // Longer than Retry-After: otherwise it closes connections just when they are used again.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function answer(
  handler: ReturnType<typeof handlerOf>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const header = (name: string) => [request.headers[name]].flat().join(", ") || null;
  const body: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
  };
  const { status, headers, body: answered } = await handler({ headers: { get: header }, body });
  // What a handler did not read is passed over, so that who is still sending sees the answer.
  request.resume();
  response.writeHead(status!, headers as Record<string, string>).end(answered);
}

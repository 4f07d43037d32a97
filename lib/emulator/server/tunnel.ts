import { createServer } from "node:http";
import type { Server } from "node:https";
import { createSecureContext, TLSSocket } from "node:tls";
import type { Answerer } from "./answerer";

/** Hosts that this machine cannot be for others by name: clients reach them when they take the server as their proxy. */
export interface Tunnel {
  /** names in the server's certificate, such as `*.blob.core.windows.net` */
  readonly names: readonly string[];
  /** Why a host is not served here, in one line; undefined when it is. */
  refusal(host: string): string | undefined;
  /** Answers what clients send to these hosts. */
  readonly answer: Answerer;
}

/**
 * Lets a server be a proxy: `CONNECT` leads to the tunnel's hosts, whose end is here, and nowhere else.
 * https://www.rfc-editor.org/rfc/rfc9110#name-connect
 * @returns closes what clients keep open
 */
export function serveTunnel(server: Server, tunnel: Tunnel, identity: { key: string; cert: string }): () => void {
  const secureContext = createSecureContext({ ...identity, minVersion: "TLSv1.2" });
  const within = createServer((request, response) => {
    response.sendDate = false;
    return tunnel.answer(request, response);
  });
  const open = new Set<TLSSocket>();
  server.on("connect", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const [host, port] = (request.url ?? "").toLowerCase().split(":");
    const refusal = port === "443" ? tunnel.refusal(host!) : "this proxy leads to port 443 only";
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 403 ${refusal}\r\nContent-Length: 0\r\n\r\n`);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    const secure = new TLSSocket(socket as TLSSocket, { isServer: true, secureContext });
    open.add(secure);
    secure.on("error", () => secure.destroy());
    secure.on("close", () => {
      open.delete(secure);
      socket.destroy();
    });
    within.emit("connection", secure);
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

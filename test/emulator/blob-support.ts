import { readFileSync } from "node:fs";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { connect, type TLSSocket } from "node:tls";
import type { LocalAzure } from "../../lib/emulator/local-azure";

/** What came of a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A connection to a host through the emulator as the proxy that its environment names. @throws Error with the refusal */
export async function connected(azure: LocalAzure, host: string, port = 443): Promise<TLSSocket> {
  const proxy = new URL(azure.environment.HTTPS_PROXY!);
  const ca = readFileSync(azure.environment.SSL_CERT_FILE!, "utf8");
  const outer = connect({ host: proxy.hostname, port: Number(proxy.port), ca, servername: "localhost" });
  outer.write(`CONNECT ${host}:${port} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`);
  const said = await new Promise<string>((resolve, reject) => {
    outer.once("data", (data) => resolve(data.toString("latin1")));
    outer.once("error", reject);
  });
  if (!said.startsWith("HTTP/1.1 200 ")) {
    outer.destroy();
    throw new Error(said.split("\r\n")[0]);
  }
  const inner = connect({ socket: outer, servername: host, ca });
  await new Promise((resolve, reject) => inner.once("secureConnect", resolve).once("error", reject));
  return inner;
}

/** Sends a request to a host behind the emulator. */
export async function sent(
  azure: LocalAzure,
  url: string,
  { method, headers }: Pick<RequestOptions, "method" | "headers">,
  body?: string | Buffer,
): Promise<Answer> {
  const socket = await connected(azure, new URL(url).hostname);
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const call = httpsRequest(url, { method, headers, createConnection: () => socket }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode!,
            headers: response.headers as Record<string, string>,
            body: Buffer.concat(chunks),
          }),
        );
      });
      call.on("error", reject);
      call.end(body);
    });
  } finally {
    socket.destroy();
  }
}

import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";

/** An answer over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server on this machine. */
export interface Endpoint {
  readonly endpoint: string;
  /** PEM file of the authority to trust */
  readonly caFile: string;
}

/** Sends requests for one host of Azure to the server that stands for it, over HTTPS. */
export class StandInClient {
  private readonly agent: Agent;
  private readonly target: URL;

  constructor({ endpoint, caFile }: Endpoint) {
    this.target = new URL(endpoint);
    // The server's certificate is for this machine, whatever host a request names.
    this.agent = new Agent({ ca: readFileSync(caFile, "utf8"), keepAlive: true, servername: "localhost" });
  }

  /**
   * @param url as the workflow wrote it; the server is told its host
   * @throws Error when the connection breaks
   */
  send(
    url: URL,
    { method, headers, body }: { method: string; headers: Readonly<Record<string, string>>; body?: string },
  ): Promise<WireAnswer> {
    const { hostname, port } = this.target;
    const path = `${url.pathname}${url.search}`;
    return new Promise((resolve, reject) => {
      const sent = { ...headers, Host: url.host };
      const outgoing = request({ hostname, port, path, method, agent: this.agent, headers: sent }, async (response) => {
        try {
          let text = "";
          response.setEncoding("utf8");
          for await (const chunk of response) text += chunk;
          resolve({ status: response.statusCode!, headers: flat(response.headers), body: text });
        } catch (error) {
          reject(error);
        }
      });
      outgoing.on("error", reject).end(body);
    });
  }

  /** Closes the connections that are kept. */
  close(): void {
    this.agent.destroy();
  }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]));

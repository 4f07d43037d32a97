import type { OutgoingHttpHeaders } from "node:http";
import { request } from "node:https";

/** What a request says. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** As much of a response as is used. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** As much of `fetch` as is used; Node's own will do. */
export type Fetch = (url: string, init?: FetchInit) => Promise<FetchResponse>;

/**
 * A `fetch` that trusts one authority: for servers on this machine, whose certificates Node's own refuses.
 * @param ca PEM
 */
export function fetchTrusting(ca: string): Fetch {
  return (url, { method = "GET", headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const sent: OutgoingHttpHeaders = { ...headers };
      const outgoing = request(url, { method, ca, headers: sent }, async (response) => {
        try {
          let text = "";
          response.setEncoding("utf8");
          for await (const chunk of response) text += chunk;
          resolve({
            status: response.statusCode!,
            headers: { get: (name) => [response.headers[name.toLowerCase()]].flat().join(", ") || null },
            text: async () => text,
          });
        } catch (error) {
          reject(error);
        }
      });
      outgoing.on("error", reject).end(body);
    });
}
